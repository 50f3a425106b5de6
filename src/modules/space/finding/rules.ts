import { type Ground, type Span, startsOf } from '../calendar/rules.ts'
import { localDay, minute, plusDays } from '../time.ts'

/** What somebody looks for; lengths and times of day in minutes. */
export interface Wish {
  minutes: number
  earliest: number
  latest: number
  weekday?: number | undefined
}

/** The first time on these dates that suits, by the same rules as a booking; undefined when there is none. */
export function firstFit(ground: Ground, dates: readonly string[], wish: Wish): Span | undefined {
  const { minMinutes, slotMinutes, zone } = ground.rules
  // Places are booked in slots: who wants 50 minutes takes an hour.
  const needed = Math.max(minMinutes, Math.ceil(wish.minutes / slotMinutes) * slotMinutes)
  for (const date of dates) {
    const day = localDay(date, zone)
    if (wish.weekday !== undefined && day.weekday !== wish.weekday) continue
    const from = day.start + wish.earliest * minute
    const until = day.start + wish.latest * minute
    for (const { start, longest } of startsOf(date, ground))
      if (start >= from && longest >= needed && start + needed * minute <= until)
        return { start, end: start + needed * minute }
  }
  return undefined
}

/** Days from one date to another in growing portions: most find something soon, and who does not is not asked for each day. */
export function* portions(from: string, to: string): Generator<string[]> {
  let next = from
  for (let length = 1; next <= to; length *= 2) {
    const dates: string[] = []
    while (dates.length < length && next <= to) {
      dates.push(next)
      next = plusDays(next, 1)
    }
    yield dates
  }
}

/** Parts of a day as people say them. */
export const dayParts = [
  { name: 'morning', hours: { earliest: 0, latest: 12 * 60 } },
  { name: 'afternoon', hours: { earliest: 12 * 60, latest: 18 * 60 } },
  { name: 'evening', hours: { earliest: 18 * 60, latest: 24 * 60 } },
] as const
