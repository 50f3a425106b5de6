import type { IndicatorKey } from '../../src/modules/impact/figures/indicators.ts'
import type { Past } from './invented-past.ts'

/** Figures worked out from invented records one by one, told apart from how the program does it. */
interface Span {
  from: string
  until: string
}

/** Where spaces are and on which weekdays (0 Sunday) they open for eight hours. */
export interface Opening {
  region: string
  weekdays: readonly number[]
}

export interface World {
  past: Past
  openings: readonly Opening[]
  now: string
}

const hour = 3_600_000

/** Date on the wall of a region: Kalimantan Timur is an hour ahead of Jawa. */
const dayOf = (at: string, region: string) =>
  new Date(Date.parse(at) + (region.startsWith('64') ? 8 : 7) * hour).toISOString().slice(0, 10)

const inside = (at: string | null, region: string, span: Span) => {
  const day = at === null ? '' : dayOf(at, region)
  return day >= span.from && day <= span.until
}

/** Linear interpolation between the two nearest ranks. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (rank - Math.floor(rank))
}

function openDays({ openings, now }: World, region: string, span: Span) {
  const open = { dates: new Set<string>(), minutes: 0 }
  const today = dayOf(now, region)
  for (let at = Date.parse(`${span.from}T12:00:00Z`); ; at += 24 * hour) {
    const date = new Date(at).toISOString().slice(0, 10)
    if (date > span.until || date > today) return open
    for (const opening of openings) {
      if (!opening.region.startsWith(region) || !opening.weekdays.includes(new Date(at).getUTCDay())) continue
      open.dates.add(date)
      open.minutes += 480
    }
  }
}

const ratio = (numerator: number, denominator: number) => (denominator === 0 ? null : numerator / denominator)
const sum = <One>(all: readonly One[], read: (one: One) => number) =>
  all.reduce((total, one) => total + read(one), 0)

export function slowFigure(world: World, key: IndicatorKey, region: string, span: Span) {
  const { past, now } = world
  const own = <One extends { region: string }>(all: readonly One[]) =>
    all.filter((one) => one.region.startsWith(region))
  const requests = [
    ...own(past.bookings).map((one) => ({ ...one, asked: one.requestedAt })),
    ...own(past.registrations).map((one) => ({ ...one, asked: one.submittedAt })),
  ]
  const decided = requests.filter((one) => inside(one.decidedAt, one.region, span))
  const open = openDays(world, region, span)
  switch (key) {
    case 'visits': {
      const seen = own(past.visits).filter((one) => inside(one.at, one.region, span))
      return {
        count: seen.length,
        value: ratio(
          sum(seen, (one) => one.people),
          open.dates.size,
        ),
      }
    }
    case 'utilisation': {
      const came = own(past.bookings).filter((one) => one.state === 'checked_in' || one.state === 'completed')
      const used = came.filter(
        (one) =>
          inside(one.start, one.region, span) && dayOf(one.start, one.region) <= dayOf(now, one.region),
      )
      const minutes = sum(used, (one) => (Date.parse(one.end) - Date.parse(one.start)) / 60_000)
      return { count: used.length, value: ratio(minutes, open.minutes) }
    }
    case 'waiting': {
      const judged = decided.filter((one) => one.deadline !== null)
      const median = percentile(
        judged.map((one) => one.waitedMinutes ?? 0),
        0.5,
      )
      return { count: judged.length, value: median === null ? null : median / 60 }
    }
    case 'refusals': {
      const refused = decided.filter((one) => one.decision === 'rejected').length
      return { count: refused, value: ratio(refused, decided.length) }
    }
    case 'requests': {
      const asked = requests.filter((one) => inside(one.asked, one.region, span)).length
      return { count: asked, value: asked }
    }
    default:
      throw new RangeError(`${key} is reckoned in slow-places.ts`)
  }
}
