import { z } from 'zod'
import { Instant } from '../schema.ts'
import { bands, hows, presenceStates } from './rules.ts'

export const Day = z.iso
  .date()
  .refine((date) => date >= '2020-01-01' && date <= '2049-12-31', 'kernel_field_wrong')
  .describe('Date on the wall of the space.')
export const PresenceState = z.enum(presenceStates)
export const Band = z.enum(bands)

/** A stall as it stands on a day: who is expected there, and what was seen. */
export const StallDay = z
  .object({
    unitId: z.uuid(),
    code: z.string(),
    area: z.string().nullable(),
    leaseId: z.uuid().nullable(),
    bookingId: z.uuid().nullable(),
    name: z.string().nullable().describe('Who is expected: who booked the day, else who holds the stall.'),
    trade: z.string().nullable(),
    letGo: z
      .enum(['holder', 'absent', 'cleared'])
      .nullable()
      .describe('Why the day is free for others; null: it is not.'),
    state: PresenceState.nullable(),
    how: z.enum(hows).nullable(),
    note: z.string().nullable(),
    at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'StallDay' })
export type StallDay = z.infer<typeof StallDay>

export const PresenceDay = z.object({
  day: z.iso.date(),
  open: z.boolean().describe('Is it a market day?'),
  items: z.array(StallDay),
})

/** What was seen at one stall. */
export const Sight = z.object({
  unitId: z.uuid(),
  state: PresenceState,
  at: Instant.optional().describe('When it was seen; now when left out. The latest sight counts.'),
  note: z.string().trim().min(1).max(300).optional(),
  expected: z
    .uuid()
    .optional()
    .describe(
      'Whom your list said was expected (booking, lease or stall): a sight is not laid to somebody who booked since.',
    ),
})
export type Sight = z.infer<typeof Sight>

export const SightOutcome = z.object({
  unitId: z.uuid(),
  outcome: z
    .enum(['recorded', 'unchanged', 'older', 'taken', 'unknown'])
    .describe(
      'older: something later is recorded; taken: somebody else has booked the day since; unknown: no stall of this market.',
    ),
})
export type SightOutcome = z.infer<typeof SightOutcome>

export const PresenceRule = z.object({
  letGoMinute: z
    .number()
    .int()
    .min(0)
    .max(1439)
    .nullable()
    .describe('Minutes after midnight from which an absent holder’s stall is free that day; null: never.'),
  emptyAfter: z
    .number()
    .int()
    .min(2)
    .max(20)
    .describe('Market days in a row without the holder after which it is flagged.'),
})
export type PresenceRule = z.infer<typeof PresenceRule>

export const Flag = z.object({
  leaseId: z.uuid(),
  unitId: z.uuid(),
  code: z.string(),
  name: z.string(),
  trade: z.string(),
  phone: z.string().nullable(),
  kind: z.enum(['sublet', 'empty']),
  days: z.array(z.iso.date()).describe('The days it is made of, newest first.'),
  lastPresent: z.iso.date().nullable(),
})
export type Flag = z.infer<typeof Flag>

/** A stall of the person who asks. */
export const OwnStall = z
  .object({
    leaseId: z.uuid(),
    unitId: z.uuid(),
    code: z.string(),
    spaceId: z.uuid(),
    spaceName: z.string(),
    spaceSlug: z.string(),
    trade: z.string(),
    from: z.iso.date(),
    until: z.iso.date().describe('Last day of the lease.'),
    today: z.iso.date(),
    days: z
      .array(z.object({ day: z.iso.date(), letGo: z.boolean(), present: z.boolean() }))
      .describe('Today and the next market days.'),
    sales: z
      .array(
        z.object({
          day: z.iso.date(),
          band: Band.nullable(),
          amount: z.number().int().nullable().describe('Only you see it.'),
        }),
      )
      .describe('The last twelve market days, oldest first.'),
  })
  .meta({ id: 'OwnStall' })
export type OwnStall = z.infer<typeof OwnStall>
