import { z } from 'zod'
import { type Actor, holds, isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { type FoundBooking, getRequested } from '../bookings/queries.server.ts'
import { getSpace } from '../places/queries.server.ts'
import { deciders, isDesk, isOwnCase, mayDecide, mayKeep, mayRead } from '../policy.ts'
import { answerJob, askJob, putOffer, waive } from './commands.server.ts'
import {
  boundOf,
  findWaiver,
  getJob,
  listJobs,
  listMonths,
  listOffers,
  listOwnJobs,
  listOwnOffers,
  listUnsettled,
  toJobCase,
} from './queries.server.ts'
import {
  Answer,
  BookingJobs,
  JobCase,
  Months,
  Offer,
  OfferInput,
  OneBooking,
  OneJob,
  SpaceOnly,
  Unsettled,
} from './schema.ts'

const Offers = z.object({ items: z.array(Offer) })

export const listSpaceOffers = operation({
  name: 'space.list_offers',
  summary: 'Local businesses that sell catering, make-up or sound to events here and agreed to be listed.',
  http: 'GET /spaces/{spaceId}/offers',
  input: SpaceOnly,
  output: Offers,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: () => 'allowed',
  run: async (ctx, _, space) => ({ items: await listOffers(ctx, space.regionCode) }),
})

export const readOwnOffers = operation({
  name: 'space.list_own_offers',
  summary: 'What your businesses sell to events.',
  http: 'GET /my-offers',
  input: z.object({}),
  output: Offers,
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx) => ({ items: await listOwnOffers(ctx) }),
})

export const saveOffer = operation({
  name: 'space.put_offer',
  summary: 'Say what your verified business sells to events, and whether it may be listed.',
  http: 'POST /my-offers',
  input: OfferInput,
  output: Offers,
  can: (actor) => allowIf(isSignedIn(actor)),
  async run(ctx, offer) {
    await putOffer(ctx, offer)
    return { items: await listOwnOffers(ctx) }
  },
})

const over = { job_over: () => new Fault('conflict', 'keeper_job_over') }

async function standing(ctx: Context, booking: FoundBooking): Promise<z.input<typeof BookingJobs>> {
  const [{ bound, settled }, offers, jobs, waiver] = await Promise.all([
    boundOf(ctx, booking.id),
    listOffers(ctx, booking.regionCode),
    listJobs(ctx, booking.id),
    findWaiver(ctx, booking.id),
  ])
  return { reciprocity: bound, settled, offers: bound ? offers : [], jobs, waiver: waiver ?? null }
}

export const readBookingJobs = operation({
  name: 'space.list_jobs',
  summary: 'Which local members a booking asked, what they confirmed, and whether the booking may close.',
  http: 'GET /bookings/{bookingId}/jobs',
  input: OneBooking,
  output: BookingJobs,
  subject: (ctx, wanted) => getRequested(ctx, wanted),
  can: (actor, found) => mayRead(actor, found),
  run: (ctx, _, found) => standing(ctx, found),
})

export const askMember = operation({
  name: 'space.ask_job',
  summary: 'Ask a listed member to serve the event of a booking.',
  http: 'POST /bookings/{bookingId}/jobs',
  input: OneBooking.extend({ offerId: z.uuid() }),
  output: BookingJobs,
  subject: (ctx, wanted) => getRequested(ctx, wanted, true),
  can: (actor, found) => mayRead(actor, found),
  async run(ctx, { offerId }, found) {
    await askJob(ctx, found, offerId)
    return standing(ctx, found)
  },
  constraints: over,
})

export const readJob = operation({
  name: 'space.get_job',
  summary: 'A job that you were asked to do, by your account or the link you were sent.',
  http: 'GET /jobs/{jobId}',
  input: OneJob,
  output: JobCase,
  subject: (ctx, wanted) => getJob(ctx, wanted),
  can: (actor, job) => allowIf(job.mine || isDesk(actor, job.regionCode), 'hidden'),
  run: async (_, __, job) => toJobCase(job),
})

export const answer = operation({
  name: 'space.answer_job',
  summary: 'Confirm a job with the amount, or decline it.',
  http: 'POST /jobs/{jobId}/answer',
  input: Answer,
  output: JobCase,
  subject: (ctx, wanted) => getJob(ctx, wanted),
  can: (_, job) => allowIf(job.mine),
  async run(ctx, given, job) {
    await answerJob(ctx, job, given)
    return toJobCase(await getJob(ctx, given))
  },
  constraints: over,
})

export const waiveReciprocity = operation({
  name: 'space.waive_reciprocity',
  summary: 'Let a booking close without a job for local members, with the reason.',
  http: 'POST /bookings/{bookingId}/waiver',
  input: z.object({ bookingId: z.uuid(), reason: z.string().trim().min(3).max(500) }),
  output: BookingJobs,
  subject: (ctx, { bookingId }) => getRequested(ctx, { bookingId }, true),
  can(actor: Actor, found: FoundBooking) {
    if (holds(actor, deciders, found.regionCode) && isOwnCase(actor, found)) return 'forbidden'
    return mayDecide(actor, found)
  },
  async run(ctx, { reason }, found) {
    await waive(ctx, found, reason)
    return standing(ctx, found)
  },
})

export const setReciprocity = operation({
  name: 'space.set_reciprocity',
  summary: 'The space is free if the event buys from local members, or no longer so.',
  http: 'POST /spaces/{spaceId}/reciprocity',
  input: SpaceOnly.extend({ on: z.boolean() }),
  output: z.object({ on: z.boolean() }),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId, true),
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { on }, space) {
    await ctx.db.exec(
      text(
        `update space.space set reciprocity_since = case when $2 then coalesce(reciprocity_since, $3::timestamptz) end, updated_at = $3
         where id = $1`,
        [space.id, on, ctx.now],
      ),
    )
    touchSpace(ctx, space.id)
    ctx.audit({
      subject: { type: 'space', id: space.id },
      region: space.regionCode,
      changes: { reciprocity: on },
    })
    return { on }
  },
})

export const readMonths = operation({
  name: 'space.get_local_purchases',
  summary: 'Rupiah that events of a space bought from local members, by month.',
  http: 'GET /spaces/{spaceId}/local-purchases',
  input: SpaceOnly,
  output: Months,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: async (ctx, _, space) => ({ items: await listMonths(ctx, space.id) }),
})

export const readUnsettled = operation({
  name: 'space.list_unsettled',
  summary: 'Bookings of a space that may not close yet: they bought nothing from local members so far.',
  http: 'GET /spaces/{spaceId}/unsettled-bookings',
  input: SpaceOnly,
  output: Unsettled,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: async (ctx, _, space) => ({ items: await listUnsettled(ctx, space.id) }),
})

export const readOwnJobs = operation({
  name: 'space.list_own_jobs',
  summary: 'Jobs that events asked of your businesses.',
  http: 'GET /my-jobs',
  input: z.object({}),
  output: z.object({ items: z.array(JobCase) }),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx) => ({ items: await listOwnJobs(ctx) }),
})

export const reciprocityOperations = [
  listSpaceOffers,
  readOwnOffers,
  saveOffer,
  readBookingJobs,
  askMember,
  readJob,
  answer,
  waiveReciprocity,
  setReciprocity,
  readMonths,
  readUnsettled,
  readOwnJobs,
]
