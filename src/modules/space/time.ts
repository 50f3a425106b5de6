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

/** The day each zone was last asked about: most instants of a request lie in one of two days. */
const lastDay = new Map<string, LocalDay>()
const dayLength = 86_400_000

/** The date on the wall of a space at an instant in epoch milliseconds. */
export function dateAt(instant: number, zone: string): string {
  const last = lastDay.get(zone)
  if (last && instant >= last.start && instant < last.start + dayLength) return last.date
  const date = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString()
  lastDay.set(zone, localDay(date, zone))
  return date
}

/** Dates are counted as midnights of UTC: no zone takes part. */
const dayNumber = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / dayLength)

/** Date `count` days later, or earlier. */
export const plusDays = (date: string, count: number): string =>
  new Date((dayNumber(date) + count) * dayLength).toISOString().slice(0, 10)

/** Days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

/** First day of the month of a date, or of the month `count` later. */
export const monthStart = (date: string, count = 0): string =>
  Temporal.PlainDate.from(date).with({ day: 1 }).add({ months: count }).toString()

/** Epoch milliseconds of an ISO instant. */
export const millis = (instant: string): number => Date.parse(instant)

/** ISO instant (UTC, whole seconds) of epoch milliseconds. */
export const instant = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, -5)}Z`

/** `08.30` of minutes after midnight. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`

/** The instant at which the clock on the wall of a space shows so many minutes after midnight. */
export const wallTime = ({ date, minutes }: { date: string; minutes: number }, zone: string): string =>
  instant(localDay(date, zone).start + minutes * minute)

/** A date that was typed or stands in an address, when it is one between 2000 and 2099. */
export function dateOf(value: string | null): string | undefined {
  if (value === null || !/^20\d\d-\d\d-\d\d$/.test(value)) return undefined
  const read = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value) ? value : undefined
}

/** Minutes after midnight of a time of day as people type it: `08:30`, `8.30`. */
export function minutesOf(typed: string): number | undefined {
  const read = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(typed)
  return read ? Number(read[1]) * 60 + Number(read[2]) : undefined
}
