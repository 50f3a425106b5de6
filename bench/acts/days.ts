const dayLength = 86_400_000

/** Date so many days after today, or after another date. */
export const plusDays = (days: number, from = new Date().toISOString().slice(0, 10)): string =>
  new Date(Date.parse(from) + days * dayLength).toISOString().slice(0, 10)

/** Whole hours of a date in Western Indonesia. */
export function timeOn(date: string, hour: number, hours: number): { start: string; end: string } {
  const start = Date.parse(`${date}T00:00:00+07:00`) + hour * 3_600_000
  return { start: new Date(start).toISOString(), end: new Date(start + hours * 3_600_000).toISOString() }
}
