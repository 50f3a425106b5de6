import type { PublicCell } from './schema.ts'
import { hideAlike, type Published, suppress } from './suppression.ts'

/** One space's counts of a month. */
export interface SpaceCounts {
  id: string
  name: string
  people: number
  openDays: number
  bookings: number
  minutesUsed: number
  minutesOpen: number
}

/** Requests of one kind: those decided in the month, and those made in it by their present state. */
export interface RequestCounts {
  kind: 'booking' | 'registration'
  approved: number
  returned: number
  rejected: number
  /** Decided by a person, who had a deadline; a space's rule accepts at once. */
  judged: number
  /** Of these, within the deadline. */
  onTime: number
  /** Working minutes; null when nobody decided anything. */
  median: number | null
  p90: number | null
  reasons: Record<string, number>
  states: Record<string, number>
}

export interface MonthCounts {
  spaces: readonly SpaceCounts[]
  /** Days on which at least one space was open. */
  openDays: number
  requests: readonly RequestCounts[]
}

type Indicator = PublicCell['indicator']
const whole = (indicator: Indicator, measure: string, value: number | null): PublicCell => ({
  indicator,
  measure,
  dimension: '',
  part: '',
  name: null,
  value,
})

/** Everything the public may know of a month. */
export const cellsOf = (counts: MonthCounts): PublicCell[] => [
  ...spaceCells(counts),
  ...counts.requests.flatMap((requests) => requestCells(requests)),
]

/**
 * Visits and use by space. A space hidden in one is hidden in the other: else a shown zero of visits would tell that the
 * hidden bookings were another space's. A whole with a single hidden part is hidden too.
 */
function spaceCells({ spaces, openDays }: MonthCounts): PublicCell[] {
  const people = spaces.map((space) => space.people)
  const bookings = spaces.map((space) => space.bookings)
  const [visits, uses] = [suppress(people), suppress(bookings)]
  const either: Published = {
    cells: spaces.map((_, index) => (visits.cells[index] === null || uses.cells[index] === null ? null : 0)),
    total: 0,
  }
  const alone = either.cells.filter((cell) => cell === null).length === 1
  const bySpace = (indicator: Indicator, measure: string, values: readonly (number | null)[]): PublicCell[] =>
    spaces.map((space, index) => ({
      ...whole(indicator, measure, values[index] ?? null),
      dimension: 'space' as const,
      part: space.id,
      name: space.name,
    }))
  const sum = (read: (space: SpaceCounts) => number) =>
    spaces.reduce((total, space) => total + read(space), 0)
  const hidden = (values: readonly number[]) => hideAlike(values, either)
  const usesTotal = alone ? null : uses.total
  return [
    whole('visits', 'people', alone ? null : visits.total),
    whole('visits', 'open_days', openDays),
    ...bySpace('visits', 'people', hidden(people)),
    ...bySpace(
      'visits',
      'open_days',
      spaces.map((space) => space.openDays),
    ),
    whole('utilisation', 'bookings', usesTotal),
    whole('utilisation', 'minutes_used', usesTotal === null ? null : sum((space) => space.minutesUsed)),
    whole(
      'utilisation',
      'minutes_open',
      sum((space) => space.minutesOpen),
    ),
    ...bySpace('utilisation', 'bookings', hidden(bookings)),
    ...bySpace('utilisation', 'minutes_used', hidden(spaces.map((space) => space.minutesUsed))),
    ...bySpace(
      'utilisation',
      'minutes_open',
      spaces.map((space) => space.minutesOpen),
    ),
  ]
}

/** What became of requests, how long they waited, why some were refused. A hidden number of refusals hides their reasons. */
function requestCells(counts: RequestCounts): PublicCell[] {
  const { kind, approved, returned, rejected, judged, onTime } = counts
  const decisions = suppress([approved, returned, rejected])
  const punctual = suppress([onTime, judged - onTime])
  const enough = punctual.total !== null && punctual.total > 0
  const hours = (minutes: number | null) => (minutes === null || !enough ? null : minutes / 60)
  const refused = decisions.cells[2] ?? null
  return [
    whole('waiting', `${kind}.decided`, punctual.total),
    whole('waiting', `${kind}.median_hours`, hours(counts.median)),
    whole('waiting', `${kind}.p90_hours`, hours(counts.p90)),
    whole('waiting', `${kind}.on_time`, punctual.cells[0] ?? null),
    whole('refusals', `${kind}.decided`, decisions.total),
    whole('refusals', `${kind}.rejected`, refused),
    ...partition('refusals', `${kind}.rejected`, 'reason', counts.reasons, refused === null),
    ...partition('requests', kind, 'state', counts.states, false),
  ]
}

/** The parts of a whole; the whole too where it is not told elsewhere. */
function partition(
  indicator: Indicator,
  measure: string,
  dimension: 'state' | 'reason',
  parts: Readonly<Record<string, number>>,
  allHidden: boolean,
): PublicCell[] {
  const names = Object.keys(parts).sort()
  const published = suppress(names.map((name) => parts[name] ?? 0))
  const cells = names.map((part, index) => ({
    ...whole(indicator, measure, allHidden ? null : (published.cells[index] ?? null)),
    dimension,
    part,
  }))
  return dimension === 'state' ? [whole(indicator, measure, published.total), ...cells] : cells
}
