import { z } from 'zod'
import { SpaceKey } from '../schema.ts'

export const Limit = z.object({
  subject: z.enum(['person', 'group']).describe('Of whom: the person who books, or the group they book for.'),
  period: z.enum(['week', 'month']).describe('A week begins on Monday.'),
  measure: z.enum(['bookings', 'hours']),
  amount: z.number().int().min(1).max(1000),
})

export const Attendance = z.object({
  warnAfter: z
    .number()
    .int()
    .min(1)
    .max(20)
    .nullable()
    .describe('Missed bookings after which a warning is sent.'),
  coolAfter: z.number().int().min(1).max(20).nullable().describe('Missed bookings after which one waits.'),
  withinDays: z.number().int().min(7).max(730).describe('Days within which missed bookings count.'),
  coolDays: z.number().int().min(1).max(365).describe('Days one waits after the last one missed.'),
})

export const FairRules = z
  .object({ limits: z.array(Limit).max(8), attendance: Attendance.nullable() })
  .meta({ id: 'FairRules' })

export const FairRulesInput = z.object({
  spaceId: SpaceKey,
  limits: z
    .array(Limit)
    .max(8)
    .refine(
      (limits) =>
        new Set(limits.map((one) => `${one.subject}.${one.period}.${one.measure}`)).size === limits.length,
      'series_field_limit_twice',
    ),
  attendance: Attendance.nullable(),
})

/** How somebody stands with a space before they ask. */
export const Standing = z
  .object({
    quota: z
      .object({ used: z.number().int(), amount: z.number().int() })
      .nullable()
      .describe('Open bookings.'),
    limits: z.array(Limit.extend({ used: z.number() })).describe('Used in the week and month of the date.'),
    attendance: Attendance.nullable(),
    missed: z.number().int().describe('Bookings missed within the days that count.'),
    coolingUntil: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Standing' })
export type Standing = z.infer<typeof Standing>

export const Absentee = z.object({
  bookingId: z.uuid().describe('The last one they missed; names them when staff forgive.'),
  name: z.string(),
  phone: z.string().nullable(),
  missed: z.number().int(),
  lastAt: z.iso.datetime(),
  coolingUntil: z.iso.datetime().nullable(),
})
export type Absentee = z.infer<typeof Absentee>
