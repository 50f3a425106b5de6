import { z } from 'zod'
import { Answers, Booker, Booking, BookingRow, Token, UnitId } from '../bookings/schema.ts'
import { Instant, SpaceKey } from '../schema.ts'

const Time = z.object({
  spaceId: SpaceKey,
  unitId: UnitId.describe('The area that the event takes; the whole space by default.'),
  start: Instant,
  end: Instant,
})
const ordered = ({ start, end }: { start: string; end: string }) => start < end
const inOrder = { path: ['end'], message: 'space_field_end' }

export const ClearingTime = Time.refine(ordered, inOrder)

/** An event, whose it is, and what staff saw that it ends. */
export const ClearingInput = Time.extend({
  ...Answers.omit({ name: true, businessId: true, groupPublic: true }).shape,
  title: z
    .string()
    .trim()
    .transform((title) => title.replace(/\s+/g, ' '))
    .pipe(z.string().min(3).max(120))
    .describe('Name of the event; those who make way read it.'),
  booker: Booker,
  seen: z.array(z.uuid()).max(500).default([]).describe('Bookings and leases in its way that were seen.'),
}).refine(ordered, inOrder)
export type ClearingInput = z.output<typeof ClearingInput>

export const LeaseInTheWay = z.object({
  id: z.uuid(),
  unitName: z.string(),
  holderName: z.string(),
  days: z.array(z.iso.date()).describe('Days that are let go.'),
})
export const InTheWay = z.object({ bookings: z.array(BookingRow), leases: z.array(LeaseInTheWay) })
export type InTheWay = z.infer<typeof InTheWay>

export const Clearing = z
  .object({
    id: z.uuid(),
    title: z.string(),
    event: Booking.describe('The booking of the event: cancel or move it, and the space opens again.'),
    ended: z.number().int().describe('Bookings that made way.'),
    days: z.number().int().describe('Days of long hires that were let go.'),
  })
  .meta({ id: 'Clearing' })

const Slot = z.object({ start: z.iso.datetime(), end: z.iso.datetime() })

/** What somebody who made way for an event is offered. */
export const Offer = z
  .object({
    id: z.uuid(),
    title: z.string(),
    spaceId: z.uuid(),
    spaceSlug: z.string(),
    spaceName: z.string(),
    unitName: z.string(),
    unitKind: BookingRow.shape.unitKind,
    zone: z.string(),
    start: z.iso.datetime().describe('The time they lost.'),
    end: z.iso.datetime(),
    reference: z.string(),
    deadline: z.iso.datetime(),
    others: z.array(Slot).describe('The three nearest times that are free now.'),
    backUntil: z.iso
      .datetime()
      .nullable()
      .describe('Their own time is free again and kept for them until then.'),
    accepted: z.string().nullable().describe('Path of the booking they have instead.'),
  })
  .meta({ id: 'ClearingOffer' })
export type Offer = z.infer<typeof Offer>

export const OfferKey = z.object({ lossId: z.uuid(), token: Token.optional() })
export const Acceptance = OfferKey.extend({
  start: Instant.optional().describe(
    'Another time, as long as the lost one; left out to take the own time back.',
  ),
})
