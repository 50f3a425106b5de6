import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import type { Locale } from '#kernel/locale.ts'
import { text } from '#platform/database/query.ts'
import { openLinks } from '../bookings/links.server.ts'
import { isJobToken } from './links.server.ts'
import type { Job, JobCase, Offer, Unsettled } from './schema.ts'

const offerColumns = `o.id, o.business_id as "businessId", o.business_name as "businessName", o.service, o.what,
  o.price_from as "priceFrom", o.phone, o.listed`

/** People of the same city or regency are local. */
const localTo = (regionCode: string): string => regionCode.slice(0, 5)

/** Offers of the regency of a place, whose owners agreed to be listed; the cheapest of each service first. */
export const listOffers = (ctx: Context, regionCode: string): Promise<Offer[]> =>
  ctx.db.many(
    text<Offer>(
      `select ${offerColumns} from space.offer o where o.listed and o.region_code ^@ $1 and space.is_registered(o.business_id)
       order by o.service, o.price_from, o.id limit 100`,
      [localTo(regionCode)],
    ),
  )

export const listOwnOffers = (ctx: Context): Promise<Offer[]> =>
  ctx.db.many(
    text<Offer>(
      `select ${offerColumns} from space.offer o where o.account_id = $1 order by o.service, o.id limit 100`,
      [ctx.actor.accountId],
    ),
  )

/** An offer that an event of this place may ask. @throws Fault `not_found` */
export async function getOffer(ctx: Context, offerId: string, regionCode: string): Promise<Offer> {
  const row = await ctx.db.maybe(
    text<Offer>(
      `select ${offerColumns} from space.offer o
       where o.id = $1 and o.listed and o.region_code ^@ $2 and space.is_registered(o.business_id)`,
      [offerId, localTo(regionCode)],
    ),
  )
  if (!row) throw new Fault('not_found', 'keeper_offer_not_found')
  return row
}

export const listJobs = (ctx: Context, bookingId: string): Promise<Job[]> =>
  ctx.db.many(
    text<Job>(
      `select j.id, j.booking_id as "bookingId", j.offer_id as "offerId", j.business_name as "businessName", j.service, j.state,
         j.amount, j.asked_at as "askedAt", j.answered_at as "answeredAt", j.version
       from space.job j where j.booking_id = $1 order by j.asked_at, j.id`,
      [bookingId],
    ),
  )

export const findWaiver = (ctx: Context, bookingId: string) =>
  ctx.db.maybe(
    text<{ reason: string; by: string | null; at: string }>(
      'select w.reason, w.waived_by_name as by, w.waived_at as at from space.waiver w where w.booking_id = $1',
      [bookingId],
    ),
  )

/** Is a booking bound to buy from members: was it asked for after the space began to ask for that? And may it close? */
export const boundOf = (ctx: Context, bookingId: string): Promise<{ bound: boolean; settled: boolean }> =>
  ctx.db.one(
    text<{ bound: boolean; settled: boolean }>(
      `select coalesce(s.reciprocity_since <= b.requested_at, false) as bound, space.settled(b.id) as settled
       from space.booking b join space.space s on s.id = b.space_id where b.id = $1`,
      [bookingId],
    ),
  )

/** A job as commands see it: also where it happens, and how the booker is told. */
export interface FoundJob extends JobCase {
  regionCode: string
  locale: Locale
}

/** A job for the member it was asked of: by their account or by the link they were sent. @throws Fault `not_found` */
export async function getJob(
  ctx: Context,
  { jobId, token }: { jobId: string; token?: string | undefined },
): Promise<FoundJob> {
  const linked = isJobToken(jobId, token)
  if (linked) await openLinks(ctx.db, jobId)
  const row = await ctx.db.maybe(
    text<FoundJob>('select * from space.jobs_for_member($1, $2)', [jobId, linked]),
  )
  if (!row) throw new Fault('not_found', 'keeper_job_not_found')
  return row
}

/** What goes outside. */
export function toJobCase({ regionCode: _, locale: __, ...job }: FoundJob): JobCase {
  return job
}

/** Jobs asked of one's own businesses, the latest event first. */
export const listOwnJobs = async (ctx: Context): Promise<JobCase[]> =>
  (await ctx.db.many(text<FoundJob>('select * from space.jobs_for_member(null, false)'))).map(toJobCase)

/** Bookings of a space that may not close yet: those that are over first. */
export const listUnsettled = (ctx: Context, spaceId: string) =>
  ctx.db.many(
    text<Unsettled['items'][number]>(
      `select b.id as "bookingId", b.reference, coalesce(b.group_name, b.booker_name) as name, lower(b.during) as start,
         upper(b.during) as end, s.zone, upper(b.during) <= $2::timestamptz as over,
         (select count(*)::int from space.job j where j.booking_id = b.id and j.state = 'asked') as asked,
         (select count(*)::int from space.job j where j.booking_id = b.id and j.state = 'confirmed') as confirmed
       from space.booking b join space.space s on s.id = b.space_id
       where b.space_id = $1 and b.state in ('requested', 'approved', 'checked_in') and not space.settled(b.id)
       order by lower(b.during), b.id limit 100`,
      [spaceId, ctx.now],
    ),
  )

/** Rupiah bought from local members, by the month of the event; of one month, or of the last two years. */
export const listMonths = (ctx: Context, spaceId: string, month?: string) =>
  ctx.db.many(
    text<{ month: string; jobs: number; amount: number }>(
      `select to_char(lower(b.during) at time zone s.zone, 'YYYY-MM') as month, count(*)::int as jobs, sum(j.amount)::bigint as amount
       from space.job j join space.booking b on b.id = j.booking_id join space.space s on s.id = b.space_id
       where b.space_id = $1 and j.state = 'confirmed' and b.state in ('checked_in', 'completed')
         and ($2::text is null or to_char(lower(b.during) at time zone s.zone, 'YYYY-MM') = $2)
       group by 1 order by 1 desc limit 24`,
      [spaceId, month ?? null],
    ),
  )
