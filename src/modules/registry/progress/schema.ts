import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { RegistrationKind } from '../schema.ts'
import { readRupiah } from './amounts.ts'

/** Where a business sells. */
export const channels = [
  'place',
  'street',
  'home',
  'market',
  'chat',
  'social',
  'marketplace',
  'delivery',
  'consignment',
  'retail',
  'office',
  'other',
] as const
/** Papers a business says it holds; each with number and expiry is a permit of its own. */
export const certificates = ['nib', 'pirt', 'halal', 'bpom', 'sni', 'brand', 'hygiene', 'other'] as const

/** More than any UMKM sells in a month: what is written beyond is a slip of the hand. */
const most = 10_000_000_000_000

/** Whole rupiah, as a number or as people write it: `1,5 juta`, `Rp 1.500.000`, `750rb`. */
export const Rupiah = z
  .preprocess(
    (value) => (typeof value === 'string' && value.length <= 40 ? (readRupiah(value) ?? value) : value),
    z
      .number('progress_field_amount')
      .int('progress_field_amount')
      .min(0)
      .max(most, 'progress_field_amount_large'),
  )
  .describe('Whole rupiah, a number or text as people write it: `1,5 juta`, `Rp 1.500.000`, `750rb`.')

/** A calendar month, `2026-10`. */
export const Month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'progress_field_month')
  .describe('Calendar month, for example `2026-10`.')

const Workers = z.number().int().min(0).max(100_000)
const line = (maximum: number) => z.string().trim().max(maximum)

/** What one month is told. What is left out was not told; in a correction it stays as it was. */
const measures = {
  sales: Rupiah.optional().describe('Rupiah sold in the month.'),
  salesEstimated: z.boolean().default(false),
  workers: Workers.optional().describe('People who work there, the owner included.'),
  workersEstimated: z.boolean().default(false),
  debt: Rupiah.optional().describe('Rupiah owed in all at the end of the month.'),
  debtEstimated: z.boolean().default(false),
  channels: z.array(z.enum(channels)).max(channels.length).optional(),
  certificates: z.array(z.enum(certificates)).max(certificates.length).optional(),
  note: line(300).optional(),
}

export const ProgressReport = z.object({
  businessId: z.uuid(),
  month: Month,
  ...measures,
  replaces: z.number().int().min(1).max(1000).optional().describe('Revision that this one corrects.'),
  why: line(300).optional().describe('Why it is corrected.'),
  confirmed: z
    .array(z.string().max(60))
    .max(10)
    .default([])
    .describe('Answers of `questions`: `sales:15000000` says that this figure is right.'),
})
export type ProgressReport = z.output<typeof ProgressReport>

export const measureNames = ['sales', 'workers', 'debt'] as const
export type Measure = (typeof measureNames)[number]

/** A figure that is unlikely. It is asked about, never refused. */
export const Question = z.object({
  measure: z.enum(measureNames),
  rule: z.string().describe('Code of the rule that asks.'),
  from: z
    .number()
    .nullable()
    .describe('The figure before; null where there is none or who asks may not see it.'),
  to: z.number(),
  answer: z.string().describe('Send this in `confirmed` to say that it is right.'),
})
export type Question = z.infer<typeof Question>

/** What was told of a month, one revision of it. */
export const MonthReport = z.object({
  month: Month,
  revision: z.number().int(),
  sales: z.number().int().nullable(),
  salesEstimated: z.boolean(),
  workers: z.number().int().nullable(),
  workersEstimated: z.boolean(),
  debt: z.number().int().nullable().describe('Only the owner reads it without a logged reason.'),
  debtTold: z.boolean(),
  debtEstimated: z.boolean(),
  channels: z.array(z.enum(channels)).nullable(),
  certificates: z.array(z.enum(certificates)).nullable(),
  note: z.string().nullable(),
  confirmed: z.array(z.string()),
  why: z.string().nullable(),
  source: z.enum(['owner', 'office']),
  reportedAt: z.string(),
  reportedByName: z.string(),
})
export type MonthReport = z.infer<typeof MonthReport>

export const Progress = z.object({
  reports: z.array(MonthReport).describe('The newest revision of each month, newest month first, two years.'),
  corrected: z.array(MonthReport).describe('What was told before it was corrected, newest first.'),
  due: Month.nullable().describe('The month before this one, while nobody told of it.'),
  open: z.array(Month).describe('Months of which one may tell, newest first.'),
  reminders: z.boolean(),
  mayReport: z.boolean(),
})
export type Progress = z.infer<typeof Progress>

/** Low, middle and high quarter of a published cell. */
const Quartiles = z.object({ low: z.number().int(), middle: z.number().int(), high: z.number().int() })
export type Quartiles = z.infer<typeof Quartiles>

export const Peers = z.object({
  state: z
    .enum(['shown', 'too_few', 'not_told'])
    .describe('`too_few`: fewer than five others; `not_told`: this business told nothing of the month.'),
  month: Month,
  sector: z.string(),
  size: z.enum(['unknown', 'alone', 'few', 'small', 'larger']),
  regency: z.string(),
  regencyName: z.string(),
  others: z.number().int().nullable().describe('Rounded down to a multiple of five.'),
  own: z.object({ sales: z.number().int().nullable(), workers: z.number().int().nullable() }),
  sales: Quartiles.nullable(),
  workers: Quartiles.nullable(),
})
export type Peers = z.infer<typeof Peers>

/** A line of the bulk page. */
export const SheetRow = z.object({
  businessId: z.uuid(),
  name: z.string(),
  reference: z.string(),
  kind: RegistrationKind.exclude(['organisation']),
  ownerName: z.string(),
  report: MonthReport.nullable(),
  before: MonthReport.nullable().describe('The newest month told of before this one.'),
  mayTell: z.boolean(),
})
export type SheetRow = z.infer<typeof SheetRow>

export const SheetQuery = PageQuery.extend({
  month: Month,
  region: RegionCode.optional(),
  cohortId: z.uuid().optional(),
  missing: z.boolean().default(false).describe('Only those who told nothing of the month yet.'),
})
export type SheetQuery = z.output<typeof SheetQuery>
export const SheetPage = pageOf(SheetRow)
