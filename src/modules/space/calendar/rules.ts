import { dateAt, daysBetween, localDay, minute, plusDays } from '../time.ts'

/** Hours of a weekday (1 is Monday), as minutes after midnight. */
export interface Opening {
  weekday: number
  from: number
  to: number
}

/** The rules by which a space is booked; lengths in minutes. */
export interface SpaceRules {
  zone: string
  slotMinutes: number
  minMinutes: number
  maxMinutes: number
  bufferMinutes: number
  minDaysAhead: number
  maxDaysAhead: number
  openings: readonly Opening[]
  /** Weekdays whose hours hold only on their first, second … of the month: a market on the first and third Sunday. */
  weeks?: ReadonlyMap<number, readonly number[]>
  /** Days besides, with hours of their own. */
  dates?: readonly { day: string; from: number; to: number }[]
}

/** A stretch of time in epoch milliseconds, the end not included. */
export interface Span {
  start: number
  end: number
}

export interface Taken extends Span {
  /** With the buffer after it. */
  blockedUntil: number
  kind: 'held' | 'waiting' | 'taken'
  label?: string | null
}

export interface Closed extends Span {
  label?: string | null
}

/** Everything that decides whether a time is free. */
export interface Ground {
  rules: SpaceRules
  taken: readonly Taken[]
  closures: readonly Closed[]
  /** Dates on which the space keeps a public holiday. */
  holidays: ReadonlySet<string>
  /** Epoch milliseconds. */
  now: number
}

export type DayState = 'open' | 'closed' | 'holiday' | 'past' | 'too_soon' | 'too_far'

/** Why nothing can be booked on a date, or `open`. */
export function dayState(date: string, ground: Ground): DayState {
  const { rules, now } = ground
  const ahead = daysBetween(dateAt(now, rules.zone), date)
  if (ahead < 0) return 'past'
  if (openSpans(date, ground).length === 0) return ground.holidays.has(date) ? 'holiday' : 'closed'
  if (ahead < rules.minDaysAhead) return 'too_soon'
  return ahead > rules.maxDaysAhead ? 'too_far' : 'open'
}

/** Opening hours of a date, none on a holiday that the space keeps unless the date was given by itself. */
export function openSpans(date: string, { rules, holidays }: Ground): Span[] {
  const day = localDay(date, rules.zone)
  const given = rules.dates?.filter((one) => one.day === date) ?? []
  if (given.length === 0 && (holidays.has(date) || !inItsWeek(date, day.weekday, rules))) return []
  return (given.length > 0 ? given : rules.openings.filter((opening) => opening.weekday === day.weekday))
    .map(({ from, to }) => ({ start: day.start + from * minute, end: day.start + to * minute }))
    .sort((a, b) => a.start - b.start)
}

/** The 8th to the 14th are the second of their weekday in the month. */
function inItsWeek(date: string, weekday: number, { weeks }: SpaceRules): boolean {
  const wanted = weeks?.get(weekday)
  return wanted === undefined || wanted.includes(Math.ceil(Number(date.slice(8)) / 7))
}

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end

/** Does anybody have the unit, or is it closed, at this time? The buffer after the wanted time must be free of others too. */
export function clash(wanted: Span, ground: Ground): 'taken' | 'closure' | undefined {
  const blocked = { start: wanted.start, end: wanted.end + ground.rules.bufferMinutes * minute }
  if (ground.taken.some((other) => overlaps(blocked, { start: other.start, end: other.blockedUntil })))
    return 'taken'
  return ground.closures.some((closure) => overlaps(wanted, closure)) ? 'closure' : undefined
}

/** A time at which one may begin, and how long one could stay. */
export interface Start {
  start: number
  /** Minutes, a multiple of the slot. */
  longest: number
}

/** Every time at which a booking of a date could begin now, in order. */
export function startsOf(date: string, ground: Ground): Start[] {
  if (dayState(date, ground) !== 'open') return []
  const { slotMinutes, minMinutes, maxMinutes } = ground.rules
  const slot = slotMinutes * minute
  const found: Start[] = []
  for (const span of openSpans(date, ground)) {
    const obstacles = obstaclesIn(span, ground)
    let next = 0
    for (let start = span.start; start + minMinutes * minute <= span.end; start += slot) {
      while ((obstacles[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1
      if (start <= ground.now) continue
      const limit = Math.min(obstacles[next]?.start ?? span.end, span.end, start + maxMinutes * minute)
      const longest = Math.floor((limit - start) / slot) * slotMinutes
      if (longest >= minMinutes) found.push({ start, longest })
    }
  }
  return found
}

/**
 * What a booking in this opening must end before or begin after, in the order in which it begins: others, with the buffer
 * that the booking itself would need before them, and closures. Walked once a day, not once a slot: 2 against 22 ms for a
 * fortnight of a full hall.
 */
function obstaclesIn(span: Span, { rules, taken, closures }: Ground): Span[] {
  const buffer = rules.bufferMinutes * minute
  const found: Span[] = []
  for (const { start, blockedUntil } of taken)
    if (start - buffer < span.end && blockedUntil > span.start)
      found.push({ start: start - buffer, end: blockedUntil })
  for (const { start, end } of closures) if (start < span.end && end > span.start) found.push({ start, end })
  return found.sort((a, b) => a.start - b.start)
}

/** How long one may stay from a start: from the shortest to the longest, in slots. */
export function lengthsFrom(start: Start, rules: SpaceRules): number[] {
  const lengths: number[] = []
  for (let length = rules.minMinutes; length <= start.longest; length += rules.slotMinutes)
    lengths.push(length)
  return lengths
}

/** How far from the wanted day another time is still "near". */
export const nearDays = 14

/**
 * The free times nearest to a wanted one, as long as it, nearest first, earlier before later. Days are looked at ring by
 * ring; one ring after three were found nothing nearer can follow.
 */
export function nearestFree(wanted: Span, ground: Ground, howMany = 3, withinDays = nearDays): Span[] {
  const length = Math.max(wanted.end - wanted.start, ground.rules.minMinutes * minute)
  const day = dateAt(wanted.start, ground.rules.zone)
  const found: Span[] = []
  let last = withinDays
  for (let ring = 0; ring <= last; ring++) {
    for (const offset of ring === 0 ? [0] : [-ring, ring])
      for (const { start, longest } of startsOf(plusDays(day, offset), ground))
        if (longest * minute >= length) found.push({ start, end: start + length })
    if (found.length >= howMany) last = Math.min(last, ring + 1)
  }
  const distance = (span: Span) => Math.abs(span.start - wanted.start)
  return found.sort((a, b) => distance(a) - distance(b) || a.start - b.start).slice(0, howMany)
}
