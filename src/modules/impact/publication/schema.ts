import { z } from 'zod'
import { IndicatorName } from '../figures/schema.ts'

/** Partitions of one regency or city add up; publishing other levels too would let them be subtracted from each other. */
export const RegencyCode = z
  .string()
  .regex(/^\d{2}\.\d{2}$/, 'impact_field_regency')
  .describe('Code of a regency or city, for example `33.72`.')

export const Month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'impact_field_month')
  .describe('A month, for example `2026-11`.')

export const PublicCell = z.object({
  indicator: IndicatorName,
  measure: z.string().describe('`people`, `open_days`, `bookings`, `minutes_used`, `booking.median_hours` …'),
  dimension: z.enum(['', 'space', 'state', 'reason']).describe('Empty for a whole.'),
  part: z.string(),
  name: z.string().nullable(),
  value: z
    .number()
    .nullable()
    .describe('Null: hidden, because it counts fewer than five or would give away one that does.'),
})
export type PublicCell = z.infer<typeof PublicCell>

export const PublicFigures = z.object({
  region: RegencyCode.nullable().describe('Null when nothing was published yet.'),
  regionName: z.string(),
  month: Month.nullable(),
  publishedAt: z.iso.datetime().nullable().describe('Data per this moment.'),
  regions: z
    .array(z.object({ code: RegencyCode, name: z.string() }))
    .describe('Where something was published.'),
  months: z.array(Month).describe('What was published here, newest first.'),
  cells: z.array(PublicCell),
  wholes: z
    .array(PublicCell.pick({ indicator: true, measure: true, value: true }).extend({ month: Month }))
    .describe('The wholes of the last thirteen published months, oldest first.'),
})
export type PublicFigures = z.infer<typeof PublicFigures>
