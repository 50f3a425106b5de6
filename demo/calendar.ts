import {
  addDays,
  addWorkingDays,
  endOfDay,
  type Holidays,
  isWorkingDay,
  localDate,
  officeHours,
  workingMinutes,
} from '#modules/region/working-time.ts'

/** Every place of the demo lies in Western Indonesia. */
export const zone = 'Asia/Jakarta'
const aheadOfUtc = 7 * 60
const minute = 60_000

/** The demo's clock: dates are counted from the day it is made, so that it always looks alive. */
export interface DemoCalendar {
  /** ISO instant of the seeding. */
  now: string
  today: string
  /** Date so many days from today. */
  day(offset: number): string
  /** Instant of a date and minutes after midnight there. */
  at(date: string, minutes: number): string
  /** Instant so many minutes later; negative: earlier. */
  after(instant: string, minutes: number): string
  /** Minutes after midnight now. */
  minutesNow: number
  isHoliday(date: string): boolean
  isWorkingDay(date: string): boolean
  /** 1 is Monday. */
  weekday(date: string): number
  /** End of the working day that lies so many working days later. */
  deadline(from: string, days: number): string
  /** The instant at which an office that needs so many minutes of its hours has answered. */
  answered(from: string, officeMinutes: number): string
  /** Office minutes between two instants. */
  waited(from: string, to: string): number
}

export function demoCalendar(now: string, holidays: Holidays): DemoCalendar {
  const today = localDate(now, zone)
  const at = (date: string, minutes: number) =>
    new Date(Date.parse(`${date}T00:00:00Z`) + (minutes - aheadOfUtc) * minute)
      .toISOString()
      .replace('.000Z', 'Z')
  const after = (instant: string, minutes: number) =>
    new Date(Date.parse(instant) + minutes * minute).toISOString().replace('.000Z', 'Z')
  const minutesOf = (instant: string) =>
    Math.floor((Date.parse(instant) - Date.parse(at(localDate(instant, zone), 0))) / minute)

  function answered(from: string, officeMinutes: number): string {
    let date = localDate(from, zone)
    let start = minutesOf(from)
    for (let left = officeMinutes; ; date = addDays(date, 1), start = 0) {
      if (!isWorkingDay(date, holidays)) continue
      const opens = Math.max(start, officeHours.open)
      const open = Math.max(0, officeHours.close - opens)
      if (left < open) return at(date, opens + left)
      left -= open
    }
  }

  return {
    now,
    today,
    day: (offset) => addDays(today, offset),
    at,
    after,
    minutesNow: minutesOf(now),
    isHoliday: (date) => holidays.has(date),
    isWorkingDay: (date) => isWorkingDay(date, holidays),
    weekday: (date) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7,
    deadline: (from, days) => endOfDay(addWorkingDays(localDate(from, zone), days, holidays), zone),
    answered,
    waited: (from, to) => workingMinutes(from, to, zone, holidays),
  }
}
