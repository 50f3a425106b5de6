import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { workingDeadline } from '#modules/region/queries.server.ts'
import { businessHolder } from '#modules/registry/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { wouldTake } from '../draw/assign.ts'
import { declineLease, grantLease, takeUpLease } from '../leases/grant.server.ts'
import { dateAt, instant, localDay, millis } from '../time.ts'
import { type FoundApplication, getApplication } from './applications.server.ts'
import { tell } from './notices.server.ts'
import { type FoundPlace, type FoundRound, getRound, listPlaces } from './queries.server.ts'
import { inLine } from './rules.ts'

/** The lease outlasts its offer by a day, so that an answer at the last moment still finds it. */
const graceMilliseconds = 86_400_000

interface FoundOffer {
  id: string
  roundId: string
  applicationId: string
  unitId: string
  day: string | null
  leaseId: string
  state: 'open' | 'accepted' | 'declined' | 'lapsed'
  expiresAt: string
}

const offerColumns = `id, round_id as "roundId", application_id as "applicationId", unit_id as "unitId", day, lease_id as "leaseId", state,
  expires_at as "expiresAt"`

const lockOffer = (ctx: Context, offerId: string) =>
  ctx.db.maybe(
    text<FoundOffer>(`select ${offerColumns} from space.place_offer where id = $1 for update`, [offerId]),
  )

const audit = (ctx: Context, one: { id: string; regionCode: string }, changes: Record<string, unknown>) =>
  ctx.audit({ subject: { type: 'application', id: one.id }, region: one.regionCode, changes })

const move = (ctx: Context, applicationId: string, state: FoundApplication['state'], place?: FoundPlace) =>
  ctx.db.exec(
    text(
      `update space.application set state = $2, unit_id = coalesce($3, unit_id), day = case when $3 is null then day else $5::date end, version = version + 1,
         ended_at = case when $2 in ('declined', 'lapsed') then $4::timestamptz end where id = $1`,
      [applicationId, state, place?.unitId ?? null, ctx.now, place?.day ?? null],
    ),
  )

const findPlace = async (
  ctx: Context,
  round: FoundRound,
  wanted: { unitId: string; day: string | null },
): Promise<FoundPlace | undefined> =>
  (await listPlaces(ctx, round.id)).find(({ unitId, day }) => unitId === wanted.unitId && day === wanted.day)

/** Too late to give it: a market day is given before it begins, a term until its last day. */
const isOver = (round: FoundRound, place: FoundPlace, today: string): boolean =>
  place.day === null ? round.until < today : place.day <= today

/** @returns false when the holder may not have it any more: their place goes to the next */
async function offer(
  ctx: Context,
  round: FoundRound,
  one: FoundApplication,
  place: FoundPlace,
): Promise<boolean> {
  const holder = await businessHolder(ctx.db, one.businessId)
  const today = dateAt(millis(ctx.now), round.zone)
  if (holder?.state !== 'verified' || isOver(round, place, today)) {
    await move(ctx, one.id, 'lapsed')
    return false
  }
  const deadline = await workingDeadline(ctx.db, ctx.now, round.offerDays, round.regionCode)
  // A market day is taken up before it begins.
  const expiresAt =
    place.day === null ? deadline : instant(Math.min(millis(deadline), localDay(place.day, round.zone).start))
  const lease = await grantLease(ctx, {
    unitId: place.unitId,
    holder: { businessId: one.businessId },
    from: place.day ?? (round.from < today ? today : round.from),
    until: place.day ?? round.until,
    kind: round.kind,
    origin: 'allotment',
    trade: one.businessName,
    rent: round.rent,
    rentPer: place.day === null ? 'month' : 'day',
    offeredUntil: instant(millis(expiresAt) + graceMilliseconds),
  })
  await move(ctx, one.id, 'offered', place)
  await ctx.db.exec(
    text(
      `insert into space.place_offer (id, round_id, application_id, unit_id, day, lease_id, state, offered_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, 'open', $7, $8)`,
      [newId(), round.id, one.id, place.unitId, place.day, lease.id, ctx.now, expiresAt],
    ),
  )
  tell(ctx, 'offered', round, { ...one, phone: one.holderPhone, place: place.code }, { until: expiresAt })
  return true
}

/** Offer the place that was drawn. Done already: nothing. */
export async function offerPlace(ctx: Context, applicationId: string): Promise<boolean> {
  const { roundId } = await getApplication(ctx, applicationId)
  const round = await getRound(ctx, roundId, true)
  const one = await getApplication(ctx, applicationId, { lock: true })
  if (round.state !== 'confirmed' || one.state !== 'placed' || one.unitId === null) return false
  const place = await findPlace(ctx, round, { unitId: one.unitId, day: one.day })
  if (!place) return false
  const done = await offer(ctx, round, one, place)
  audit(ctx, one, { offered: done, place: one.place })
  if (!done) await offerNext(ctx, round, place)
  return true
}

/** Offer a place that came free to the first in line who would take it. */
async function offerNext(ctx: Context, round: FoundRound, place: FoundPlace | undefined): Promise<void> {
  if (!place || isOver(round, place, dateAt(millis(ctx.now), round.zone))) return
  const waiting = await ctx.db.many(
    text<{
      id: string
      sector: string
      wishes: string[]
      any: boolean
      firstInLine: string | null
      rank: number | null
    }>(
      `select id, sector, wishes, any_place as "any", first_in_line as "firstInLine", rank from space.application
       where round_id = $1 and state = 'reserve'`,
      [round.id],
    ),
  )
  for (const next of inLine(waiting)) {
    if (!wouldTake(place, next)) continue
    const one = await getApplication(ctx, next.id, { lock: true })
    if (await offer(ctx, round, one, place)) return
  }
}

/** The applicant takes the place up, or lets it go to the next. */
export async function answerOffer(ctx: Context, found: FoundApplication, accept: boolean): Promise<void> {
  const open = found.offer?.state === 'open' ? await lockOffer(ctx, found.offer.id) : undefined
  if (open?.state !== 'open') throw new Fault('conflict', 'allotment_no_offer')
  if (millis(open.expiresAt) <= millis(ctx.now)) throw new Fault('conflict', 'allotment_offer_over')
  await ctx.db.exec(
    text('update space.place_offer set state = $2, answered_at = $3 where id = $1', [
      open.id,
      accept ? 'accepted' : 'declined',
      ctx.now,
    ]),
  )
  await move(ctx, found.id, accept ? 'accepted' : 'declined')
  // Leases are written by the system: an applicant may not lock the places of an office.
  ctx.emit(
    accept ? 'space_take_up_place' : 'space_pass_place_on',
    { offerId: open.id },
    { key: `space_answer:${open.id}` },
  )
  audit(ctx, found, { accepted: accept, place: found.place })
}

/** An accepted offer becomes a lease with its permit letter. */
export async function takeUpPlace(ctx: Context, offerId: string): Promise<boolean> {
  const accepted = await lockOffer(ctx, offerId)
  if (accepted?.state !== 'accepted') return false
  const lease = await ctx.db.one(
    text<{ state: string }>('select state from space.lease where id = $1', [accepted.leaseId]),
  )
  if (lease.state !== 'offered') return false
  const { number } = await takeUpLease(ctx, accepted.leaseId)
  const one = await getApplication(ctx, accepted.applicationId)
  audit(ctx, one, { lease: accepted.leaseId, number })
  return true
}

/** An offer that was declined, or that nobody answered in time: the place goes to the next. */
export async function passPlaceOn(ctx: Context, offerId: string): Promise<boolean> {
  const known = await ctx.db.maybe(
    text<FoundOffer>(`select ${offerColumns} from space.place_offer where id = $1`, [offerId]),
  )
  if (!known) return false
  const round = await getRound(ctx, known.roundId, true)
  const ended = await lockOffer(ctx, offerId)
  const late = ended?.state === 'open' && millis(ended.expiresAt) <= millis(ctx.now)
  if (!ended || !(late || ended.state === 'declined')) return false
  const one = await getApplication(ctx, ended.applicationId, { lock: true })
  if (late) {
    await ctx.db.exec(
      text(`update space.place_offer set state = 'lapsed', answered_at = $2 where id = $1`, [
        ended.id,
        ctx.now,
      ]),
    )
    await move(ctx, one.id, 'lapsed')
    tell(ctx, 'lapsed', round, { ...one, phone: one.holderPhone, place: one.place })
  }
  const lease = await ctx.db.one(
    text<{ state: string }>('select state from space.lease where id = $1', [ended.leaseId]),
  )
  if (lease.state === 'offered') {
    await declineLease(ctx, ended.leaseId)
    await offerNext(ctx, round, await findPlace(ctx, round, ended))
  }
  audit(ctx, one, { place: one.place, passedOn: true })
  return true
}
