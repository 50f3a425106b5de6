import { Temporal } from 'temporal-polyfill'

/** A day on the wall of a space: its date, ISO weekday (1 is Monday) and when it begins, in epoch milliseconds. */
export interface LocalDay {
  date: string
  weekday: number
  start: number
}

export const minute = 60_000

const days = new Map<string, LocalDay>()
const remembered = 5_000

/**
 * A date in a zone. Indonesia has no daylight saving (a test asks every zone and year), so within a day minutes simply
 * add to its start; from day to day only Temporal counts.
 */
export function localDay(date: string, zone: string): LocalDay {
  const key = `${zone}|${date}`
  const known = days.get(key)
  if (known) return known
  const plain = Temporal.PlainDate.from(date)
  const day = { date, weekday: plain.dayOfWeek, start: plain.toZonedDateTime(zone).epochMilliseconds }
  if (days.size >= remembered) days.clear()
  days.set(key, day)
  return day
}

/** The date on the wall of a space at an instant in epoch milliseconds. */
export const dateAt = (instant: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString()

/** Date `count` days later, or earlier. */
export const plusDays = (date: string, count: number): string =>
  Temporal.PlainDate.from(date).add({ days: count }).toString()

/** Days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

/** First day of the month of a date, and of the month `count` later. */
export const monthStart = (date: string, count = 0): string =>
  Temporal.PlainDate.from(date).with({ day: 1 }).add({ months: count }).toString()

/** Epoch milliseconds of an ISO instant. */
export const millis = (instant: string): number => Date.parse(instant)

/** ISO instant (UTC, whole seconds) of epoch milliseconds. */
export const instant = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** `08.30` of minutes after midnight. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`
