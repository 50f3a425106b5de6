import { z } from 'zod'
import { LetterheadSettings } from '#kernel/settings.ts'
import { FaultCase } from '../faults/schema.ts'
import { SpaceKey } from '../schema.ts'

export const MonthQuery = z.object({
  spaceId: SpaceKey,
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'kernel_field_date')
    .describe('`2026-11`, in the zone of the space.'),
})

const Count = z.number().int()

/** One day on which the space was open; a day nobody came is a figure too. */
export const ReportDay = z.object({
  day: z.iso.date(),
  openMinutes: Count,
  visitors: Count,
  bookings: Count.describe('That took place.'),
  usedMinutes: Count.describe('In which at least one booking was used.'),
})
export type ReportDay = z.infer<typeof ReportDay>

export const MonthReport = z
  .object({
    space: z.object({ id: z.uuid(), name: z.string(), slug: z.string(), zone: z.string() }),
    month: z.string(),
    until: z.iso.date().describe('Last day counted: today while the month runs.'),
    letterhead: LetterheadSettings,
    days: z.array(ReportDay),
    totals: z.object({
      openDays: Count,
      quietDays: Count.describe('Open days without a visitor.'),
      visitors: Count,
      perOpenDay: z.number().nullable(),
      usedShare: z.number().nullable().describe('Of the open minutes, 0 to 1.'),
    }),
    bookings: z.object({
      asked: Count,
      accepted: Count,
      kept: Count,
      missed: Count,
      cancelled: Count,
      refused: Count,
    }),
    refusals: z.array(z.object({ reason: z.string(), count: Count })),
    bought: z
      .object({ jobs: Count, amount: Count.describe('Rupiah.') })
      .describe('From local members, by events of a space that asks for it.'),
    faults: z.array(FaultCase).describe('Open at the end of the month, or closed within it.'),
  })
  .meta({ id: 'MonthReport' })
export type MonthReport = z.infer<typeof MonthReport>
