import type { DemoCalendar } from '../calendar.ts'

/** Deadlines and working days by date, computed once a date: a million rows fall on some two thousand days. */
export interface Days {
  deadline(submittedAt: string, days: number): string
  calendar: DemoCalendar
}

export function daysOf(calendar: DemoCalendar): Days {
  const known = new Map<string, string>()
  return {
    calendar,
    deadline(submittedAt, days) {
      // The date there: 17.00 UTC is midnight in Jakarta.
      const key = `${days} ${new Date(Date.parse(submittedAt) + 7 * 3_600_000).toISOString().slice(0, 10)}`
      let found = known.get(key)
      if (found === undefined) {
        found = calendar.deadline(submittedAt, days)
        known.set(key, found)
      }
      return found
    },
  }
}
