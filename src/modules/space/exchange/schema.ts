import { z } from 'zod'
import { Phone } from '#modules/identity/schema.ts'
import { Booking, Token } from '../bookings/schema.ts'

const Side = Booking.pick({ start: true, end: true, unitName: true, unitKind: true })

export const Exchange = z
  .object({
    id: z.uuid(),
    kind: z.enum(['swap', 'hand_over']),
    state: z
      .enum(['proposed', 'accepted', 'declined', 'withdrawn', 'expired', 'over'])
      .describe('`over`: one of the bookings was moved or ended meanwhile.'),
    side: z.enum(['proposer', 'recipient', 'staff']).describe('Who you are in it.'),
    spaceName: z.string(),
    spaceSlug: z.string(),
    regionCode: z.string(),
    zone: z.string(),
    proposer: z.string().describe('Name of the person or group who proposes.'),
    time: Side.describe('What the proposer has.'),
    otherTime: Side.nullable().describe('What they ask for in return; null when they give theirs away.'),
    toName: z.string().nullable().describe('To whom it is given.'),
    decidedAgain: z.boolean().describe('An officer decides again when it is accepted.'),
    proposedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    answer: z.string().nullable().describe('Path with which the recipient answers; null for everybody else.'),
    references: z
      .array(z.string())
      .describe('Only for staff: codes of the bookings before and, when accepted, after.'),
  })
  .meta({ id: 'Exchange' })
export type Exchange = z.infer<typeof Exchange>

export const OneExchange = z.object({ exchangeId: z.uuid(), token: Token.optional() })
export const ExchangesOf = z.object({ bookingId: z.uuid(), token: Token.optional() })
export const SwapWish = ExchangesOf.extend({
  reference: z
    .string()
    .trim()
    .min(8)
    .max(20)
    .describe('Code of the booking to swap with: eight characters, as on its pass.'),
})
export const HandOverWish = ExchangesOf.extend({
  name: z.string().trim().min(2).max(120).describe('Who gets it.'),
  phone: Phone.describe('They are told, and sign in with this number to accept.'),
})
