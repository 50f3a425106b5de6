import type { Zone } from '#kernel/format.ts'
import { addDays, endOfDay } from '#modules/region/working-time.ts'

export const periodKinds = ['day', 'week', 'month', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** Days from `from` to `until`, both counted, as dates of the region's zone. */
export interface Span {
  from: string
  until: string
}

const firstOfMonth = (date: string) => `${date.slice(0, 7)}-01`

/** First day of the month `months` later or earlier. */
function monthsFrom(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`
}

/** Monday is the first day of a week (ISO 8601, as in Indonesia). */
function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, -((weekday + 6) % 7))
}

const starts: Record<PeriodKind, (date: string) => string> = {
  day: (date) => date,
  week: mondayOf,
  month: firstOfMonth,
  year: (date) => `${date.slice(0, 4)}-01-01`,
}

/** First day of the period `steps` later (negative: earlier) than the one that begins at `from`. */
function shifted(kind: PeriodKind, from: string, steps: number): string {
  if (kind === 'day') return addDays(from, steps)
  if (kind === 'week') return addDays(from, 7 * steps)
  return monthsFrom(from, kind === 'month' ? steps : 12 * steps)
}

/** The period of this kind in which a date lies. */
export function periodOf(kind: PeriodKind, on: string): Span {
  const from = starts[kind](on)
  return { from, until: addDays(shifted(kind, from, 1), -1) }
}

/** The period `steps` after this one (negative: before). */
export const neighbour = (kind: PeriodKind, span: Span, steps: number): Span =>
  periodOf(kind, shifted(kind, span.from, steps))

/** The period and the `count - 1` before it, oldest first: what a line shows. */
export const runOf = (kind: PeriodKind, span: Span, count: number): Span[] =>
  Array.from({ length: count }, (_, index) => neighbour(kind, span, index - count + 1))

/** How many periods a line shows: two weeks of days, a quarter of weeks, a year of months. */
export const runLengths: Record<PeriodKind, number> = { day: 14, week: 13, month: 13, year: 5 }

/** Instants of a span: from the first moment, up to and without the first moment after it. */
export const instantsOf = (span: Span, zone: Zone): { from: string; before: string } => ({
  from: startOfDay(span.from, zone),
  before: startOfDay(addDays(span.until, 1), zone),
})

/** First moment of a day in a zone. */
const startOfDay = (date: string, zone: Zone) =>
  new Date(Date.parse(endOfDay(addDays(date, -1), zone)) + 1000).toISOString().replace('.000Z', 'Z')

/** The part of a span that has come, up to and with `today`; empty (undefined) for a span that lies ahead. */
export const elapsed = (span: Span, today: string): Span | undefined =>
  span.from > today ? undefined : { from: span.from, until: span.until < today ? span.until : today }
