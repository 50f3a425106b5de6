import { Temporal } from 'temporal-polyfill'

/** How a time comes again. Dates are of the wall of the space; the weekday or the day of the month is that of the first date. */
export interface Recurrence {
  repeat: 'week' | 'month_date' | 'month_weekday'
  /** Every so many weeks or months. */
  interval: number
  first: string
  /** Last date on which it may be; without it `count` ends it. */
  until?: string | undefined
  count?: number | undefined
}

/** A series has at most so many dates: one request must stay something an officer can read. */
export const maxDates = 60

const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Which of its weekday in the month a date is: 1 to 4, or -1 for the last (a fifth is always the last). */
function ordinal(date: Temporal.PlainDate): number {
  const nth = Math.ceil(date.day / 7)
  return nth === 5 ? -1 : nth
}

function inMonth(month: Temporal.PlainDate, first: Temporal.PlainDate, repeat: Recurrence['repeat']) {
  if (repeat === 'month_date')
    return first.day > month.daysInMonth ? undefined : month.with({ day: first.day })
  const nth = ordinal(first)
  const start = month.with({ day: 1 })
  const day = 1 + ((first.dayOfWeek - start.dayOfWeek + 7) % 7)
  if (nth > 0) return month.with({ day: day + (nth - 1) * 7 })
  return month.with({ day: day + Math.floor((month.daysInMonth - day) / 7) * 7 })
}

/** All dates of a recurrence, the first included. A month without the day (the 31st) is left out, as RFC 5545 has it. */
export function occurrences({ repeat, interval, first, until, count }: Recurrence): string[] {
  const start = Temporal.PlainDate.from(first)
  const limit = Math.min(count ?? maxDates, maxDates)
  const dates: string[] = []
  // Every fourth month at least has a 31st: 12 months of each interval are more than enough for one date.
  for (let step = 0; dates.length < limit && step <= maxDates * 12; step++) {
    const date =
      repeat === 'week'
        ? start.add({ weeks: step * interval })
        : inMonth(start.with({ day: 1 }).add({ months: step * interval }), start, repeat)
    if (date === undefined) continue
    const text = date.toString()
    if (until !== undefined && text > until) break
    dates.push(text)
  }
  return dates
}

/** The same as an RRULE of RFC 5545, as it is kept and as calendars read it. */
export function rruleOf({ repeat, interval, first, until, count }: Recurrence): string {
  const start = Temporal.PlainDate.from(first)
  const day = weekdayCodes[start.dayOfWeek - 1]
  const by = {
    week: `BYDAY=${day}`,
    month_date: `BYMONTHDAY=${start.day}`,
    month_weekday: `BYDAY=${ordinal(start)}${day}`,
  }[repeat]
  const end = until === undefined ? `COUNT=${count ?? maxDates}` : `UNTIL=${until.replaceAll('-', '')}`
  return `FREQ=${repeat === 'week' ? 'WEEKLY' : 'MONTHLY'};INTERVAL=${interval};${by};${end}`
}

/** What a kept rule says, for words on the screen. */
export function readRule(rule: string): {
  repeat: Recurrence['repeat']
  interval: number
  last: boolean
  nth: number
} {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const nth = Number.parseInt(parts.get('BYDAY') ?? '', 10)
  const repeat = parts.has('BYMONTHDAY') ? 'month_date' : Number.isNaN(nth) ? 'week' : 'month_weekday'
  return {
    repeat,
    interval: Number(parts.get('INTERVAL') ?? 1),
    last: nth === -1,
    nth: Number.isNaN(nth) ? 0 : nth,
  }
}
