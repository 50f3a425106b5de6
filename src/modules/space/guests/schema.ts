import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { Token } from '../bookings/schema.ts'
import { Instant, SpaceKey } from '../schema.ts'
import { groupKinds, unitKinds } from '../words.ts'

export const guestPurposes = [
  'work',
  'meeting',
  'advice',
  'training',
  'podcast',
  'display',
  'look',
  'other',
] as const
export const sexes = ['female', 'male'] as const
export const ageGroups = ['child', 'youth', 'adult', 'elder'] as const
/** By the QR at the door, by staff at the desk, at the tablet. */
export const guestWays = ['door', 'desk', 'terminal'] as const

/** An answer that may be left out: a form sends it empty. */
const optional = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z
    .enum(['', ...values])
    .optional()
    .transform((value) => (value === '' || value === undefined ? null : (value as Value)))
const Words = z
  .string()
  .trim()
  .max(80)
  .default('')
  .transform((words) => (words.length < 2 ? null : words.replace(/\s+/g, ' ')))

/** What a guest says of themselves: how many and what for. All else is theirs to give. */
export const GuestEntry = z.object({
  spaceId: SpaceKey,
  guestId: z.uuid().optional().describe('Chosen by the sender: an entry sent again is the same entry.'),
  people: z.number().int().min(1).max(500).default(1),
  purpose: z.enum(guestPurposes),
  name: Words.describe('Empty: a guest who stays unnamed. Forgotten after 30 days.'),
  origin: Words.describe('Where they come from: a village, a school, a firm.'),
  groupKind: z.enum(groupKinds).default('person'),
  sex: optional(sexes),
  ageGroup: optional(ageGroups),
  unitId: z.uuid().optional().describe('A seat to take until they leave.'),
  how: z.enum(guestWays).default('door'),
  at: Instant.optional().describe('Only staff: when they came, of an entry sent later; at most a day ago.'),
})
export type GuestEntry = z.output<typeof GuestEntry>

export const Guest = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    spaceName: z.string(),
    zone: z.string(),
    unitId: z.uuid(),
    unitKind: z.enum(unitKinds),
    unitName: z.string(),
    at: z.iso.datetime(),
    until: z.iso.datetime().describe('Until then they may stay; who has not signed out has left.'),
    seatUntil: z.iso
      .datetime()
      .nullable()
      .describe('Until when the seat is theirs; somebody may have booked it later.'),
    leftAt: z.iso.datetime().nullable(),
    leftBy: z.enum(['guest', 'staff', 'system']).nullable(),
    how: z.enum(guestWays),
    people: z.number().int(),
    name: z.string().nullable(),
    purpose: z.enum(guestPurposes),
    origin: z.string().nullable(),
    groupKind: z.enum(groupKinds),
    sex: z.enum(sexes).nullable(),
    ageGroup: z.enum(ageGroups).nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Guest' })
export type Guest = z.infer<typeof Guest>

export const GuestKey = z.object({ guestId: z.uuid(), token: Token.optional() })
export const GuestQuery = PageQuery.extend({
  spaceId: SpaceKey,
  date: z.iso.date().optional().describe('Today by default, on the wall of the space.'),
  inside: z.boolean().optional().describe('Only those who have not left.'),
})
export const GuestPage = pageOf(Guest)

/** How full a space is: now, and as a rule. */
export const Presence = z
  .object({
    guestBook: z.boolean().describe('People may walk in.'),
    open: z.boolean(),
    closesAt: z.iso.datetime().nullable(),
    people: z.number().int().describe('People inside now.'),
    capacity: z.number().int(),
    weeks: z.number().int().describe('The usual hours are those of so many weeks.'),
    usual: z
      .array(
        z.object({
          weekday: z.number().int().describe('1 is Monday.'),
          hour: z.number().int(),
          days: z.number().int().describe('Open days that were counted.'),
          people: z.number().describe('On average; a day on which nobody came counts as 0.'),
        }),
      )
      .describe('By weekday and hour of its opening.'),
  })
  .meta({ id: 'Presence' })
export type Presence = z.infer<typeof Presence>
