import { z } from 'zod'
import { Answers, Booking, Token } from '../bookings/schema.ts'
import { Instant, SpaceKey } from '../schema.ts'
import { ClearingInput, InTheWay } from './schema.ts'

export const wishStates = ['asked', 'approved', 'rejected', 'withdrawn'] as const

export const WishInput = z
  .object({
    spaceId: SpaceKey,
    unitId: ClearingInput.shape.unitId,
    start: Instant,
    end: Instant,
    title: ClearingInput.shape.title,
    ...Answers.pick({ groupKind: true, purpose: true, attendees: true, note: true }).shape,
  })
  .refine(({ start, end }) => start < end, { path: ['end'], message: 'space_field_end' })
export type WishInput = z.output<typeof WishInput>

/** A wish to have all of a space, or of an area, while others have parts of it. */
export const ClearingWish = z
  .object({
    id: z.uuid(),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    spaceName: z.string(),
    unitId: z.uuid(),
    unitName: z.string(),
    unitKind: Booking.shape.unitKind,
    regionCode: z.string(),
    zone: z.string(),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    state: z.enum(wishStates),
    title: z.string(),
    bookerName: z.string(),
    bookerPhone: z.string(),
    groupKind: Answers.shape.groupKind,
    purpose: Answers.shape.purpose,
    attendees: z.number().int(),
    note: z.string().nullable(),
    askedAt: z.iso.datetime(),
    deadline: z.iso.datetime().describe('Until when it is decided.'),
    decidedAt: z.iso.datetime().nullable(),
    decidedByName: z.string().nullable(),
    reason: z.string().nullable(),
    booking: z.string().nullable().describe('Path of the booking it became.'),
    manage: z.string().describe('Path with which it can be seen and taken back without signing in.'),
    inTheWay: InTheWay.nullable().describe('Only for staff, while it is undecided: whom it would displace.'),
    version: z.number().int(),
  })
  .meta({ id: 'ClearingWish' })
export type ClearingWish = z.infer<typeof ClearingWish>

export const OneWish = z.object({ wishId: z.uuid(), token: Token.optional() })

export const WishRuling = z
  .object({
    wishId: z.uuid(),
    decision: z.enum(['approve', 'reject']),
    reason: z.string().trim().max(500).optional().describe('Told to whoever asked; needed to refuse.'),
    seen: ClearingInput.shape.seen,
  })
  .refine(({ decision, reason }) => decision === 'approve' || (reason ?? '').length >= 3, {
    path: ['reason'],
    message: 'kernel_field_required',
  })
export type WishRuling = z.output<typeof WishRuling>

export const WishesOf = z.object({ spaceId: SpaceKey })
export const WishRow = ClearingWish.omit({ booking: true, manage: true, inTheWay: true }).meta({
  id: 'ClearingWishRow',
})
export type WishRow = z.infer<typeof WishRow>
