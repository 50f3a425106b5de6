import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { formatMoney } from '#kernel/format.ts'
import { newId } from '#kernel/id.ts'
import { m } from '#messages'
import { listBusinessesOf } from '#modules/registry/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { absolute } from '../bookings/links.server.ts'
import { placeAndTime } from '../bookings/notices.server.ts'
import type { FoundBooking } from '../bookings/queries.server.ts'
import { bookingJobsPath, jobPath } from './links.server.ts'
import { boundOf, type FoundJob, getOffer, listJobs } from './queries.server.ts'
import type { Answer, OfferInput } from './schema.ts'

/** Say what one's own verified business sells to events, or that it is no longer to be shown. */
export async function putOffer(ctx: Context, offer: z.output<typeof OfferInput>): Promise<void> {
  const own = ctx.actor.accountId === null ? [] : await listBusinessesOf(ctx.db, ctx.actor.accountId)
  const business = own.find(({ id, state }) => id === offer.businessId && state === 'verified')
  if (!business) throw fieldFault('businessId', 'keeper_offer_business')
  await ctx.db.exec(
    text(
      `insert into space.offer (business_id, business_name, account_id, region_code, service, what, price_from, phone, listed, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
       on conflict on constraint offer_once do update set what = excluded.what, price_from = excluded.price_from, phone = excluded.phone,
         listed = excluded.listed, business_name = excluded.business_name, updated_at = excluded.updated_at, version = space.offer.version + 1`,
      [
        business.id,
        business.name.slice(0, 200),
        ctx.actor.accountId,
        business.regionCode,
        offer.service,
        offer.what,
        offer.priceFrom,
        offer.phone,
        offer.listed,
        ctx.now,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'business', id: business.id },
    region: business.regionCode,
    changes: { service: offer.service, listed: offer.listed },
  })
}

/** So many members one event may ask: enough to choose, too few to pester everybody. */
const mostAsked = 10

/** Ask a member to serve the event; told by message with the link that answers. The booking is locked. */
export async function askJob(ctx: Context, booking: FoundBooking, offerId: string): Promise<void> {
  const [{ bound }, offer, jobs] = await Promise.all([
    boundOf(ctx, booking.id),
    getOffer(ctx, offerId, booking.regionCode),
    listJobs(ctx, booking.id),
  ])
  if (!bound) throw new Fault('conflict', 'keeper_job_not_bound')
  if (jobs.length >= mostAsked)
    throw new Fault('conflict', 'keeper_job_many', { params: { count: mostAsked } })
  const id = newId()
  const made = await ctx.db.exec(
    text(
      `insert into space.job (id, booking_id, offer_id, business_name, service, region_code, asked_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [id, booking.id, offer.id, offer.businessName, offer.service, booking.regionCode, ctx.now],
    ),
  )
  if (made === 0) throw new Fault('conflict', 'keeper_job_asked_before')
  ctx.send({
    to: { phone: offer.phone },
    locale: 'id',
    template: 'space.job_asked',
    body: m.keeper_job_notice(
      { what: placeAndTime(booking, 'id'), count: booking.attendees, link: absolute(jobPath(id, 'id')) },
      { locale: 'id' },
    ),
    about: { type: 'job', id },
    region: booking.regionCode,
  })
  ctx.audit({
    subject: { type: 'booking', id: booking.id },
    region: booking.regionCode,
    changes: { asked: offer.id },
  })
}

/** The member takes the job for an amount, or not; an amount may be put right until the booking has closed. */
export async function answerJob(ctx: Context, job: FoundJob, given: z.output<typeof Answer>): Promise<void> {
  if (given.answer === 'confirm' && given.amount === undefined)
    throw fieldFault('amount', 'keeper_job_amount_needed')
  const state = given.answer === 'confirm' ? 'confirmed' : 'declined'
  const amount = given.answer === 'confirm' ? (given.amount ?? null) : null
  const changed = await ctx.db.exec(
    text(
      `update space.job j set state = $2, amount = $3::bigint, answered_at = $4, version = j.version + 1
       where j.id = $1 and j.version = $5`,
      [job.id, state, amount, ctx.now, given.version ?? job.version],
    ),
  )
  if (changed === 0) throw new Fault('stale', 'space_stale', { details: { version: job.version } })
  ctx.audit({
    subject: { type: 'job', id: job.id },
    region: job.regionCode,
    changes: { state: [job.state, state], amount },
  })
  if (job.phone !== null) tellBooker(ctx, job, job.phone, amount)
}

function tellBooker(ctx: Context, job: FoundJob, phone: string, amount: number | null): void {
  const { locale } = job
  const link = absolute(bookingJobsPath(job.bookingId, locale))
  const name = job.businessName
  ctx.send({
    to: { phone },
    locale,
    template: 'space.job_answered',
    body:
      amount === null
        ? m.keeper_job_told_no({ name, link }, { locale })
        : m.keeper_job_told_yes({ name, amount: formatMoney(amount), link }, { locale }),
    about: { type: 'booking', id: job.bookingId },
    region: job.regionCode,
  })
}

/** Let a booking close without a job, and say why. */
export async function waive(ctx: Context, booking: FoundBooking, reason: string): Promise<void> {
  const made = await ctx.db.exec(
    text(
      `insert into space.waiver (booking_id, region_code, reason, waived_at, waived_by, waived_by_name)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [booking.id, booking.regionCode, reason, ctx.now, ctx.actor.accountId, ctx.actor.name],
    ),
  )
  if (made === 0) throw new Fault('conflict', 'keeper_job_waived_before')
  ctx.audit({
    subject: { type: 'booking', id: booking.id },
    region: booking.regionCode,
    reason,
    changes: { waived: true },
  })
}
