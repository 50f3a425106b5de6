import { z } from 'zod'
import { bookingStates } from '../bookings/states.ts'

const states = bookingStates.states as [string, ...string[]] & typeof bookingStates.states

/** What stands on a pass; whoever has its code may read it, so it says no more than the paper does. */
export const Pass = z
  .object({
    reference: z.string(),
    bookingId: z.uuid(),
    state: z.enum(states),
    validity: z
      .enum(['valid', 'early', 'waiting', 'used', 'over', 'void'])
      .describe('Does it open the door now?'),
    name: z.string().describe('Name of the group, or of the person who comes alone.'),
    spaceName: z.string().describe('The space, and the part of it that is booked.'),
    spaceSlug: z.string(),
    address: z.string(),
    zone: z.string(),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    attendees: z.number().int(),
    checkedInAt: z.iso.datetime().nullable(),
    url: z.string().describe('What its QR says: the address where anyone sees whether it is valid.'),
  })
  .meta({ id: 'Pass' })
export type Pass = z.infer<typeof Pass>
