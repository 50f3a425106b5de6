import { z } from 'zod'
import { Answers, Booker, Booking, Token, UnitId } from '../bookings/schema.ts'
import { SpaceKey } from '../schema.ts'
import { maxDates } from './rules.ts'

/** Dates far away are answered by the rule of the space; dates of another century are no dates. */
const Day = z.iso.date().refine((date) => /^20\d\d-/.test(date), 'kernel_field_date')

const Wish = z.object({
  spaceId: SpaceKey,
  unitId: UnitId,
  first: Day.describe('The first date; its weekday or day of the month is that of all others.'),
  from: z.number().int().min(0).max(1439).describe('Minutes after midnight, on the wall of the space.'),
  minutes: z.number().int().min(15).max(1440).describe('How long each time.'),
  repeat: z
    .enum(['week', 'month_date', 'month_weekday'])
    .describe(
      'Every week; every month on the same day; every month on the same weekday (the second Saturday).',
    ),
  interval: z.number().int().min(1).max(12).default(1).describe('Every so many weeks or months.'),
  until: Day.optional().describe('Last date on which it may be.'),
  count: z.number().int().min(2).max(maxDates).optional().describe('How often, when no last date is given.'),
})
const ends = {
  path: ['count'],
  message: 'series_field_end',
}
const hasEnd = (wish: { until?: string | undefined; count?: number | undefined }) =>
  wish.until !== undefined || wish.count !== undefined
const inOrder = (wish: { first: string; until?: string | undefined }) =>
  wish.until === undefined || wish.first <= wish.until
const order = { path: ['until'], message: 'series_field_until' }

export const SeriesWish = Wish.extend({
  leaveOut: z.array(Day).max(maxDates).optional().describe('Dates that are not wanted.'),
})
  .refine(hasEnd, ends)
  .refine(inOrder, order)
export type SeriesWish = z.output<typeof SeriesWish>

export const SeriesRequest = Wish.extend({
  ...Answers.shape,
  dates: z
    .array(Day)
    .min(1)
    .max(maxDates)
    .describe('Those of its dates that are asked for, as the preview showed them.'),
  leaveOut: z
    .array(Day)
    .max(maxDates)
    .optional()
    .describe('Those that the person took out; others were refused.'),
  booker: Booker.optional().describe('Only staff of the region: the person they book for.'),
})
  .refine(hasEnd, ends)
  .refine(inOrder, order)
export type SeriesRequest = z.output<typeof SeriesRequest>

/** One date of a wish, and why it cannot be had. */
export const Preview = z
  .object({
    rule: z.string().describe('RRULE of RFC 5545.'),
    dates: z.array(
      z.object({
        date: z.iso.date(),
        start: z.iso.datetime(),
        end: z.iso.datetime(),
        state: z.enum(['free', 'refused', 'left_out']),
        refusedBy: z.string().nullable().describe('The rule that refuses it.'),
        reason: z.string().nullable().describe('The same in words.'),
      }),
    ),
  })
  .meta({ id: 'SeriesPreview' })
export type Preview = z.infer<typeof Preview>

export const Series = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    spaceName: z.string(),
    unitName: z.string(),
    unitKind: Booking.shape.unitKind,
    regionCode: z.string(),
    zone: z.string(),
    rule: z.string(),
    first: z.iso.date(),
    from: z.number().int(),
    minutes: z.number().int(),
    createdAt: z.iso.datetime(),
    dates: z.array(
      z.object({
        date: z.iso.date(),
        leftOut: z
          .string()
          .nullable()
          .describe('Why it was never asked for: `chosen`, or the rule that refused it.'),
        booking: Booking.pick({
          id: true,
          reference: true,
          start: true,
          end: true,
          state: true,
          reason: true,
        })
          .extend({ manage: z.string(), moves: z.number().int() })
          .nullable(),
      }),
    ),
    manage: z.string().describe('Path with which it can be seen and cancelled without signing in.'),
  })
  .meta({ id: 'Series' })
export type Series = z.infer<typeof Series>

export const OneSeries = z.object({ seriesId: z.uuid(), token: Token.optional() })
