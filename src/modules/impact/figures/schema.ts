import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { LetterheadSettings } from '#kernel/settings.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { indicatorKeys, topics } from './indicators.ts'
import { periodKinds } from './periods.ts'

export const IndicatorName = z.enum(indicatorKeys)
export const RequestKind = z.enum(['booking', 'registration'])
export type RequestKind = z.infer<typeof RequestKind>

const OnDate = z.iso
  .date()
  .refine((date) => date >= '2020-01-01' && date <= '2099-12-31', 'impact_field_date')

export const TopicName = z.enum(Object.keys(topics) as [keyof typeof topics, ...(keyof typeof topics)[]])

/** Where and when a figure is asked for. */
export const FigureQuery = z.object({
  region: RegionCode.optional().describe('Only records in or under this region; all of yours when left out.'),
  spaceId: z.uuid().optional().describe('Only records of this space.'),
  kind: RequestKind.optional().describe('Only requests of this kind, where the indicator is about requests.'),
  period: z.enum(periodKinds).default('month'),
  on: OnDate.optional().describe('Any day of the period; today when left out.'),
})
export type FigureQuery = z.infer<typeof FigureQuery>

const Span = z.object({ from: z.iso.date(), until: z.iso.date() })

/** One value with what it is made of. */
export const Measure = z.object({
  value: z.number().nullable().describe('Null when there is nothing to compute it from.'),
  count: z.number().int().describe('Records behind the value: the length of its list.'),
  numerator: z
    .number()
    .nullable()
    .describe('People, minutes used, refusals; null where the value is no ratio.'),
  denominator: z.number().nullable().describe('Open days, minutes open, decisions.'),
  p90: z.number().nullable().describe('Waiting: nine of ten were decided within this many working hours.'),
  onTime: z.number().nullable().describe('Waiting: share decided within the deadline.'),
})
export type Measure = z.infer<typeof Measure>

export const Figure = Measure.extend({
  indicator: IndicatorName,
  before: Measure.nullable().describe('The period before; null when it has no value.'),
  change: z.number().nullable().describe('Value less the value before.'),
  trend: z.enum(['better', 'worse', 'same']).describe('`same` also where no direction is better.'),
  overdue: z
    .number()
    .int()
    .nullable()
    .describe('Waiting: requests still undecided past their deadline, now.'),
  target: z.number().nullable(),
  met: z.boolean().nullable(),
  series: z
    .array(Measure.pick({ value: true, count: true }).extend(Span.shape))
    .describe('Oldest first, this period last.'),
})
export type Figure = z.infer<typeof Figure>

/** What every answer says about itself (C3). */
export const Frame = z.object({
  region: z.string().nullable().describe('Code of the region shown; null when several are.'),
  regionName: z.string(),
  zone: z.string(),
  spaceId: z.uuid().nullable(),
  spaceName: z.string().nullable(),
  period: z.enum(periodKinds),
  span: Span,
  asOf: z.iso.datetime().describe('Data per this moment.'),
})
export type Frame = z.infer<typeof Frame>

export const Figures = Frame.extend({
  figures: z.array(Figure),
  letterhead: LetterheadSettings.describe('Head of the printed page.'),
})
export type Figures = z.infer<typeof Figures>

/** A figure taken apart by one dimension. */
export const Breakdown = z.object({
  by: z.enum(['space', 'region', 'kind', 'reason', 'state', 'group', 'sex', 'age']),
  personal: z
    .boolean()
    .describe(
      'Of people: cells under five are hidden (null, and a count of 0), and parts do not open to records.',
    ),
  parts: z.array(Measure.extend({ part: z.string(), name: z.string().describe('What the part is called.') })),
})
export type Breakdown = z.infer<typeof Breakdown>

export const FigureDetail = Frame.extend({
  figure: Figure,
  breakdowns: z.array(Breakdown),
  hours: z
    .array(z.object({ weekday: z.number().int(), hour: z.number().int(), people: z.number().int() }))
    .describe('Visits by weekday (1 Monday) and hour of day; empty for other indicators.'),
  use: z
    .array(z.object({ weekday: z.number().int(), hour: z.number().int(), share: z.number() }))
    .describe('Utilisation by weekday and hour of day, where it was open; empty for other indicators.'),
  maySetTarget: z.boolean(),
})
export type FigureDetail = z.infer<typeof FigureDetail>

export const RecordsQuery = FigureQuery.extend({
  ...PageQuery.shape,
  indicator: IndicatorName,
  part: z.string().max(60).optional().describe('Only records of this part of a breakdown.'),
  by: z.enum(['space', 'region', 'kind', 'reason', 'state', 'group']).optional(),
})
export type RecordsQuery = z.infer<typeof RecordsQuery>

/** One record behind a figure. No names: what the figure needs, and where the record itself is. */
export const FigureRecord = z.object({
  id: z.uuid(),
  kind: z.enum(['booking', 'registration', 'visit', 'guest', 'presence', 'sales']),
  reference: z.string().nullable(),
  spaceName: z.string().nullable(),
  regionCode: z.string(),
  at: z.iso.datetime().describe('The moment that places the record in the period.'),
  state: z.string().nullable(),
  reason: z.string().nullable().describe('Code of the reason of a refusal.'),
  amount: z
    .number()
    .describe('What it adds: people, hours used, working hours waited, number of the band sold, or one.'),
  href: z.string().nullable().describe('The record itself, for those who may open it.'),
})
export type FigureRecord = z.infer<typeof FigureRecord>

export const FigureRecords = pageOf(FigureRecord).extend({
  ...Frame.shape,
  indicator: IndicatorName,
  total: z.number().int().describe('Records in the whole list.'),
  amount: z.number().describe('Sum of the amounts in the whole list.'),
})
export type FigureRecords = z.infer<typeof FigureRecords>

export const Target = z.object({
  indicator: IndicatorName,
  region: RegionCode,
  value: z.number().nonnegative().nullable().default(null).describe('Null: no target from this day on.'),
  validFrom: z.iso.date(),
})
export type Target = z.infer<typeof Target>

/** Somebody who should have recorded something and did not (C3). */
export const Unreported = z.object({
  spaceId: z.uuid(),
  spaceName: z.string(),
  regionCode: z.string(),
  openDays: z.number().int().describe('Days it was open in the period.'),
  visits: z.number().int().describe('Visits recorded on them.'),
  unclosed: z
    .number()
    .int()
    .describe('Bookings whose time has passed and of which nobody said whether people came.'),
})
export type Unreported = z.infer<typeof Unreported>
