import type { Zone } from '#kernel/format.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { addDays, endOfDay } from '#modules/region/working-time.ts'
import type { Span } from './periods.ts'

const day = 86_400_000

/** Records in or under `prefix` have their days by clocks this many minutes ahead of UTC; the longest prefix wins. */
export interface Clock {
  prefix: string
  offset: number
}

/** Minutes a zone is ahead of UTC, read from when its days end. */
export const offsetOf = (zone: Zone): number =>
  (Date.parse('2026-01-02T00:00:00Z') - 1000 - Date.parse(endOfDay('2026-01-01', zone))) / 60_000

const provinces = Array.from({ length: 89 }, (_, index) => String(index + 11))

/**
 * The clocks of records in these regions, the general one last: a single one, except for who looks at the whole nation
 * or at provinces of several zones.
 */
export function clocksOf(regions: readonly string[]): Clock[] {
  const general = zoneOf(regions.length === 1 ? (regions[0] ?? '') : '')
  const elsewhere = [...new Set([...regions, ...(regions.includes('') ? provinces : [])])]
    .filter((code) => zoneOf(code) !== general)
    .map((code) => ({ prefix: code, offset: offsetOf(zoneOf(code)) }))
  return [...elsewhere, { prefix: '', offset: offsetOf(general) }]
}

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day)

/**
 * For each day from the first span's beginning the number (from 1) of the span it lies in: what the database looks up by a
 * record's day. Days after `until` lie in none.
 */
export function bucketsOf(spans: readonly Span[], until: string): (number | null)[] {
  const buckets: (number | null)[] = []
  spans.forEach((span, index) => {
    for (let date = span.from; date <= span.until && date <= until; date = addDays(date, 1)) {
      while (buckets.length < daysBetween(spans[0]?.from ?? date, date)) buckets.push(null)
      buckets.push(index + 1)
    }
  })
  return buckets
}

/** Seconds since 1970 at which a date's midnight would be in UTC. */
export const dateSeconds = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000
