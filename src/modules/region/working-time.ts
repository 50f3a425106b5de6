import type { Zone } from '#kernel/format.ts'

/** Days on which offices are closed, as `YYYY-MM-DD`. */
export type Holidays = ReadonlySet<string>

/** Office hours as minutes after midnight, Monday to Friday (Perpres 21/2023: 37.5 hours a week). */
export const officeHours = { open: 8 * 60, close: 16 * 60 } as const

const day = 86_400_000
const minute = 60_000

/** Hours ahead of UTC; Indonesia has no daylight saving, so a zone is one number. */
const offsets: Record<Zone, number> = {
  'Asia/Jakarta': 7,
  'Asia/Pontianak': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
}

const dayNumber = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / day)
const dateOf = (number: number) => new Date(number * day).toISOString().slice(0, 10)
/** Milliseconds since the epoch as a clock on the wall would show them. */
const localTime = (instant: string, zone: Zone) => Date.parse(instant) + offsets[zone] * 60 * minute

/** The date on the wall of an office in the zone at an instant. */
export const localDate = (instant: string, zone: Zone): string =>
  new Date(localTime(instant, zone)).toISOString().slice(0, 10)

/** Date `days` later (or earlier), all days counted. */
export const addDays = (date: string, days: number): string => dateOf(dayNumber(date) + days)

/** Monday to Friday and no holiday. */
export function isWorkingDay(date: string, holidays: Holidays): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(date)
}

/** The working day that lies `days` working days after a date; the date itself is not counted. */
export function addWorkingDays(date: string, days: number, holidays: Holidays): string {
  let current = dayNumber(date)
  for (let left = days; left > 0; ) {
    current += 1
    if (isWorkingDay(dateOf(current), holidays)) left -= 1
  }
  return dateOf(current)
}

/** Working days after `from` up to and including `to`: how many have passed. */
export function workingDaysBetween(from: string, to: string, holidays: Holidays): number {
  let count = 0
  for (let current = dayNumber(from) + 1; current <= dayNumber(to); current++)
    if (isWorkingDay(dateOf(current), holidays)) count += 1
  return count
}

/** A deadline's last moment: the end of its day in the zone, as an instant. */
export const endOfDay = (date: string, zone: Zone): string =>
  new Date((dayNumber(date) + 1) * day - offsets[zone] * 60 * minute - 1000)
    .toISOString()
    .replace('.000Z', 'Z')

/** Minutes of office hours between two instants: how long somebody waited while the office could have answered. */
export function workingMinutes(from: string, to: string, zone: Zone, holidays: Holidays): number {
  const [start, end] = [localTime(from, zone), localTime(to, zone)]
  let total = 0
  for (let number = Math.floor(start / day); number * day < end; number++) {
    if (!isWorkingDay(dateOf(number), holidays)) continue
    const opens = Math.max(start, number * day + officeHours.open * minute)
    const closes = Math.min(end, number * day + officeHours.close * minute)
    total += Math.max(0, closes - opens)
  }
  return Math.floor(total / minute)
}
