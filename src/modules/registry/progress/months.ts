/** Months as `2026-10`; the database keeps their first day. */

/** The month so many months later; earlier with a negative number. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const total = year * 12 + number - 1 + count
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`
}

/** Months from one to the other: 1 from October to November. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + toMonth - fromMonth
}

/** The month of a day, `2026-10` of `2026-10-31`. */
export const monthOf = (day: string): string => day.slice(0, 7)

/** As the database has it: the first day. */
export const firstDay = (month: string): string => `${month}-01`

/** Newest first: the month itself and those before it. */
export const monthsBack = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addMonths(month, -index))

/** How many months back one may still tell of: two years, as far as the charts and a before-and-after go. */
export const openMonths = 24

/**
 * The newest month that is over and that a list of businesses is asked about: its first month, then every so many months.
 * Undefined before the first is over.
 */
export function askedMonth(
  cohort: { firstMonth: string; everyMonths: number },
  now: string,
): string | undefined {
  const passed = monthsBetween(cohort.firstMonth, addMonths(now, -1))
  return passed < 0 ? undefined : addMonths(cohort.firstMonth, passed - (passed % cohort.everyMonths))
}
