import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { Phone } from '#modules/identity/schema.ts'
import { Instant, SpaceKey } from '../schema.ts'
import { groupKinds, purposes, unitKinds } from '../words.ts'
import { bookingStates } from './states.ts'

const states = bookingStates.states as [string, ...string[]] & typeof bookingStates.states

/** A time to have a space: the end is not included. */
export const Time = z.object({ start: Instant, end: Instant })
const inOrder = { path: ['end'], message: 'space_field_end' }
const ordered = (time: { start: string; end: string }) => time.start < time.end

export const Token = z.string().max(100).describe('From the signed link or the hold.')

/** Who comes and what for: three answers that are picked and one that is typed. */
export const Answers = z.object({
  groupKind: z.enum(groupKinds),
  name: z
    .string()
    .trim()
    .transform((name) => name.replace(/\s+/g, ' '))
    .pipe(z.string().min(2).max(120))
    .describe('Name of the group; of the person when they come for themselves.'),
  purpose: z.enum(purposes),
  attendees: z.number().int().min(1).max(100_000).describe('People expected.'),
  note: z.string().trim().max(500).optional().describe('Anything the staff should know.'),
  businessId: z.uuid().optional().describe('The group as it is registered, when it is.'),
  groupPublic: z.boolean().default(false).describe('The calendar may show the name of the group.'),
})
export type Answers = z.infer<typeof Answers>

/** Somebody staff book for, at the desk or from another system. */
export const Booker = z.object({
  name: z.string().trim().min(2).max(120),
  phone: Phone.optional(),
})
export type Booker = z.infer<typeof Booker>

/** A part of a space; without it, all of it. */
export const UnitId = z.uuid().optional().describe('A unit of the space; the first by default.')

export const BookingRequest = Time.extend({
  spaceId: SpaceKey,
  unitId: UnitId,
  ...Answers.shape,
  booker: Booker.optional().describe('Only staff of the region: the person they book for.'),
}).refine(ordered, inOrder)
export type BookingRequest = z.output<typeof BookingRequest>

export const HoldRequest = Time.extend({
  spaceId: SpaceKey,
  unitId: UnitId,
  replaces: z
    .object({ holdId: z.uuid(), token: Token })
    .optional()
    .describe('An earlier hold to let go of, so that one person keeps one time.'),
}).refine(ordered, inOrder)

export const Hold = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    unitId: z.uuid(),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    holdUntil: z.iso.datetime(),
    expired: z.boolean(),
    token: z.string().describe('Shows that the hold is yours; needed until it belongs to an account.'),
    answers: Answers.partial().describe('What has been answered so far.'),
  })
  .meta({ id: 'Hold' })
export type Hold = z.infer<typeof Hold>

export const Booking = z
  .object({
    id: z.uuid(),
    reference: z.string().describe('Eight characters; the pass opens with it.'),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    spaceName: z.string(),
    unitId: z.uuid(),
    unitName: z.string(),
    unitKind: z.enum(unitKinds),
    regionCode: z.string(),
    zone: z.string(),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    state: z.enum(states),
    source: z.enum(['web', 'desk', 'api']),
    bookerName: z.string(),
    bookerPhone: z.string().nullable(),
    groupKind: z.enum(groupKinds),
    groupName: z.string().nullable(),
    groupPublic: z.boolean(),
    businessId: z.uuid().nullable(),
    purpose: z.enum(purposes),
    note: z.string().nullable(),
    attendees: z.number().int(),
    requestedAt: z.iso.datetime(),
    deadline: z.iso.datetime().nullable().describe('Until when it is decided.'),
    decision: z.enum(['approved', 'rejected']).nullable(),
    decidedAt: z.iso.datetime().nullable(),
    decidedByName: z.string().nullable(),
    reasonCode: z.string().nullable(),
    reason: z.string().nullable(),
    endedAt: z.iso.datetime().nullable().describe('When it was cancelled, ran out, was missed or was over.'),
    endedBy: z.enum(['booker', 'staff', 'system']).nullable(),
    people: z.number().int().nullable().describe('People who came, as counted.'),
    checkedInAt: z.iso.datetime().nullable(),
    moves: z.number().int().describe('How often it was moved.'),
    manage: z.string().describe('Path with which it can be changed or cancelled without signing in.'),
    seriesId: z.uuid().nullable().describe('The series it is one date of.'),
    version: z.number().int(),
  })
  .meta({ id: 'Booking' })
export type Booking = z.infer<typeof Booking>

/** A booking in a list of staff. */
export const BookingRow = Booking.pick({
  id: true,
  reference: true,
  spaceId: true,
  spaceName: true,
  unitId: true,
  unitName: true,
  unitKind: true,
  start: true,
  end: true,
  zone: true,
  state: true,
  source: true,
  bookerName: true,
  bookerPhone: true,
  groupKind: true,
  groupName: true,
  purpose: true,
  attendees: true,
  people: true,
  deadline: true,
  version: true,
}).meta({ id: 'BookingRow' })
export type BookingRow = z.infer<typeof BookingRow>

export const SpaceBookings = PageQuery.extend({
  spaceId: SpaceKey,
  from: z.iso.date().optional().describe('First day, in the zone of the space.'),
  to: z.iso.date().optional().describe('Last day.'),
  state: z.enum(states).optional(),
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('Part of a name, of a group, of a reference or of a phone number.'),
})
export const BookingPage = pageOf(BookingRow)
export const OwnBookings = PageQuery.extend({ when: z.enum(['coming', 'past']).default('coming') })
