import { z } from 'zod'
import { Phone } from '#modules/identity/schema.ts'
import { Token } from '../bookings/schema.ts'
import { SpaceKey } from '../schema.ts'
import { services } from './rules.ts'

const Rupiah = z.number().int().min(0).max(1_000_000_000)

/** What a local business sells to events, as everyone may read it: its owner agreed. */
export const Offer = z
  .object({
    id: z.uuid(),
    businessId: z.uuid(),
    businessName: z.string(),
    service: z.enum(services),
    what: z.string(),
    priceFrom: z.number().int().describe('Rupiah.'),
    phone: z.string(),
    listed: z.boolean(),
  })
  .meta({ id: 'SpaceOffer' })
export type Offer = z.infer<typeof Offer>

export const OfferInput = z.object({
  businessId: z.uuid(),
  service: z.enum(services),
  what: z.string().trim().min(3).max(300),
  priceFrom: Rupiah,
  phone: Phone,
  listed: z.boolean().default(true).describe('The owner agrees that it is shown; `false` takes it back.'),
})

export const Job = z
  .object({
    id: z.uuid(),
    bookingId: z.uuid(),
    offerId: z.uuid(),
    businessName: z.string(),
    service: z.enum(services),
    state: z.enum(['asked', 'confirmed', 'declined']),
    amount: z.number().int().nullable().describe('Rupiah that the event pays.'),
    askedAt: z.iso.datetime(),
    answeredAt: z.iso.datetime().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'SpaceJob' })
export type Job = z.infer<typeof Job>

/** A job as the member sees it: the event, and whom to call about it. */
export const JobCase = Job.extend({
  spaceName: z.string(),
  zone: z.string(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  group: z.string(),
  attendees: z.number().int(),
  phone: z.string().nullable().describe('Of the booker, to agree on what is wanted.'),
  mine: z.boolean().describe('You may answer.'),
  over: z.boolean().describe('The booking is over: the answer stands.'),
})
export type JobCase = z.infer<typeof JobCase>

export const BookingJobs = z.object({
  reciprocity: z.boolean().describe('The booking is bound to buy from local members.'),
  settled: z.boolean().describe('The booking may close.'),
  offers: z.array(Offer),
  jobs: z.array(Job),
  waiver: z.object({ reason: z.string(), by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
})

export const OneBooking = z.object({ bookingId: z.uuid(), token: Token.optional() })
export const OneJob = z.object({ jobId: z.uuid(), token: Token.optional() })
export const Answer = OneJob.extend({
  answer: z.enum(['confirm', 'decline']),
  amount: z.number().int().min(1).max(1_000_000_000).optional().describe('To confirm: rupiah.'),
  version: z.number().int().min(1).max(1_000_000).optional().describe('Of the job as you saw it.'),
})
export const Months = z.object({
  items: z.array(z.object({ month: z.string(), jobs: z.number().int(), amount: z.number().int() })),
})
export const SpaceOnly = z.object({ spaceId: SpaceKey })

/** A booking that may not close yet, with whom it asked. */
export const Unsettled = z.object({
  items: z.array(
    z.object({
      bookingId: z.uuid(),
      reference: z.string(),
      name: z.string(),
      start: z.iso.datetime(),
      end: z.iso.datetime(),
      zone: z.string(),
      over: z.boolean().describe('Its time has passed: it waits for the jobs, or a waiver.'),
      asked: z.number().int(),
      confirmed: z.number().int(),
    }),
  ),
})
export type Unsettled = z.infer<typeof Unsettled>
