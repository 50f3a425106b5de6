import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { Phone } from '#modules/identity/schema.ts'
import { Answers, Booking, Time, Token, UnitId } from '../bookings/schema.ts'
import { SpaceKey } from '../schema.ts'
import { waitStates } from './rules.ts'

const states = waitStates.states as [string, ...string[]] & typeof waitStates.states

export const WaitRequest = Time.extend({
  spaceId: SpaceKey,
  unitId: UnitId,
  anyOfKind: z.boolean().default(false).describe('Any other unit of the same kind in this space will do.'),
  ...Answers.shape,
  booker: z
    .object({ name: z.string().trim().min(2).max(120), phone: Phone })
    .optional()
    .describe('Only staff of the region: the person who waits.'),
}).refine((time) => time.start < time.end, { path: ['end'], message: 'space_field_end' })
export type WaitRequest = z.output<typeof WaitRequest>

export const Wait = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    spaceName: z.string(),
    regionCode: z.string(),
    zone: z.string(),
    unitName: z.string().nullable().describe('Null: any unit of the kind.'),
    unitKind: Booking.shape.unitKind,
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    state: z.enum(states),
    place: z.number().int().nullable().describe('Place in line; null when they no longer wait.'),
    bookerName: z.string(),
    groupName: z.string().nullable(),
    purpose: Answers.shape.purpose,
    attendees: z.number().int(),
    joinedAt: z.iso.datetime(),
    offeredUntil: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
    booking: z.string().nullable().describe('Path of the booking it became.'),
    manage: z.string().describe('Path with which it can be seen, accepted and left without signing in.'),
    version: z.number().int(),
  })
  .meta({ id: 'Wait' })
export type Wait = z.infer<typeof Wait>

export const OneWait = z.object({ waitId: z.uuid(), token: Token.optional() })

/** A place in line as staff see it. */
export const LineRow = Wait.omit({ manage: true, booking: true, place: true })
  .extend({ bookerPhone: z.string() })
  .meta({ id: 'LineRow' })
export type LineRow = z.infer<typeof LineRow>

export const LineQuery = PageQuery.extend({
  spaceId: SpaceKey,
  open: z.boolean().default(true).describe('Only those who still wait or have an offer.'),
})
export const Line = pageOf(LineRow)
