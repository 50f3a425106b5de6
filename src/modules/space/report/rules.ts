import type { MonthReport, ReportDay } from './schema.ts'

/** The month in a few figures. A share or a mean of nothing is nothing, not zero. */
export function totalsOf(days: readonly ReportDay[]): MonthReport['totals'] {
  const sum = (of: (day: ReportDay) => number) => days.reduce((total, day) => total + of(day), 0)
  const visitors = sum((day) => day.visitors)
  const openMinutes = sum((day) => day.openMinutes)
  return {
    openDays: days.length,
    quietDays: days.filter((day) => day.visitors === 0).length,
    visitors,
    perOpenDay: days.length === 0 ? null : visitors / days.length,
    usedShare: openMinutes === 0 ? null : Math.min(1, sum((day) => day.usedMinutes) / openMinutes),
  }
}
