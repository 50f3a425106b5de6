import { type Ground, type Span, startsOf } from '../calendar/rules.ts'
import { localDay, minute, plusDays } from '../time.ts'

/** What somebody looks for; lengths and times of day in minutes. */
export interface Wish {
  minutes: number
  earliest: number
  latest: number
}

/** The first time on these dates that suits, by the same rules as a booking; undefined when there is none. */
export function firstFit(ground: Ground, dates: readonly string[], wish: Wish): Span | undefined {
  const { minMinutes, slotMinutes, zone } = ground.rules
  // Places are booked in slots: who wants 50 minutes takes an hour.
  const needed = Math.max(minMinutes, Math.ceil(wish.minutes / slotMinutes) * slotMinutes)
  for (const date of dates) {
    const day = localDay(date, zone)
    const from = day.start + wish.earliest * minute
    const until = day.start + wish.latest * minute
    for (const { start, longest } of startsOf(date, ground))
      if (start >= from && longest >= needed && start + needed * minute <= until)
        return { start, end: start + needed * minute }
  }
  return undefined
}

/**
 * Days from one date to another, on one weekday where that is wanted, in growing portions: most find something soon, and who
 * does not is not asked for each day.
 */
export function* portions(from: string, to: string, weekday?: number): Generator<[string, ...string[]]> {
  const step = weekday === undefined ? 1 : 7
  let next = weekday === undefined ? from : plusDays(from, (weekday - weekdayOf(from) + 7) % 7)
  for (let length = 1; next <= to; length *= 2) {
    const dates: [string, ...string[]] = [next]
    for (next = plusDays(next, step); dates.length < length && next <= to; next = plusDays(next, step))
      dates.push(next)
    yield dates
  }
}

/** 1 is Monday, as ISO counts. */
const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

/** First and last day of each run of days that follow each other. */
export function stretchesOf(dates: readonly string[]): [string, string][] {
  const found: [string, string][] = []
  for (const date of dates) {
    const last = found.at(-1)
    if (last && plusDays(last[1], 1) === date) last[1] = date
    else found.push([date, date])
  }
  return found
}

/** Parts of a day as people say them. */
export const dayParts = [
  { name: 'morning', hours: { earliest: 0, latest: 12 * 60 } },
  { name: 'afternoon', hours: { earliest: 12 * 60, latest: 18 * 60 } },
  { name: 'evening', hours: { earliest: 18 * 60, latest: 24 * 60 } },
] as const
