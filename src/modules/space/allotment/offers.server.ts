import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { workingDeadline } from '#modules/region/queries.server.ts'
import { businessHolder } from '#modules/registry/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { wouldTake } from '../draw/assign.ts'
import { declineLease, grantLease, takeUpLease } from '../leases/grant.server.ts'
import { dateAt, instant, millis } from '../time.ts'
import { type FoundApplication, getApplication } from './applications.server.ts'
import { tell } from './notices.server.ts'
import { type FoundRound, getRound, listPlaces } from './queries.server.ts'
import { inLine } from './rules.ts'

/** The lease outlasts its offer by a day, so that an answer at the last moment still finds it. */
const graceMilliseconds = 86_400_000

interface FoundOffer {
  id: string
  roundId: string
  applicationId: string
  unitId: string
  leaseId: string
  state: 'open' | 'accepted' | 'declined' | 'lapsed'
  expiresAt: string
}

const offerColumns = `id, round_id as "roundId", application_id as "applicationId", unit_id as "unitId", lease_id as "leaseId", state,
  expires_at as "expiresAt"`

const lockOffer = (ctx: Context, offerId: string) =>
  ctx.db.maybe(
    text<FoundOffer>(`select ${offerColumns} from space.place_offer where id = $1 for update`, [offerId]),
  )

const audit = (ctx: Context, one: { id: string; regionCode: string }, changes: Record<string, unknown>) =>
  ctx.audit({ subject: { type: 'application', id: one.id }, region: one.regionCode, changes })

const move = (ctx: Context, applicationId: string, state: FoundApplication['state'], unitId?: string) =>
  ctx.db.exec(
    text(
      `update space.application set state = $2, unit_id = coalesce($3, unit_id), version = version + 1,
         ended_at = case when $2 in ('declined', 'lapsed') then $4::timestamptz end where id = $1`,
      [applicationId, state, unitId ?? null, ctx.now],
    ),
  )

/** @returns false when the holder may not have it any more: their place goes to the next */
async function offer(
  ctx: Context,
  round: FoundRound,
  one: FoundApplication,
  unitId: string,
): Promise<boolean> {
  const holder = await businessHolder(ctx.db, one.businessId)
  const today = dateAt(millis(ctx.now), round.zone)
  if (holder?.state !== 'verified' || round.until < today) {
    await move(ctx, one.id, 'lapsed')
    return false
  }
  const expiresAt = await workingDeadline(ctx.db, ctx.now, round.offerDays, round.regionCode)
  const lease = await grantLease(ctx, {
    unitId,
    holder: { businessId: one.businessId },
    from: round.from < today ? today : round.from,
    until: round.until,
    kind: round.kind,
    origin: 'allotment',
    trade: one.businessName,
    rent: round.rent,
    rentPer: 'month',
    offeredUntil: instant(millis(expiresAt) + graceMilliseconds),
  })
  await move(ctx, one.id, 'offered', unitId)
  await ctx.db.exec(
    text(
      `insert into space.place_offer (id, round_id, application_id, unit_id, lease_id, state, offered_at, expires_at)
       values ($1, $2, $3, $4, $5, 'open', $6, $7)`,
      [newId(), round.id, one.id, unitId, lease.id, ctx.now, expiresAt],
    ),
  )
  const place = (await listPlaces(ctx, round.id)).find((known) => known.unitId === unitId)
  tell(
    ctx,
    'offered',
    round,
    { ...one, phone: one.holderPhone, place: place?.code ?? '' },
    { until: expiresAt },
  )
  return true
}

/** Offer the place that was drawn. Done already: nothing. */
export async function offerPlace(ctx: Context, applicationId: string): Promise<boolean> {
  const { roundId } = await getApplication(ctx, applicationId)
  const round = await getRound(ctx, roundId, true)
  const one = await getApplication(ctx, applicationId, { lock: true })
  if (round.state !== 'confirmed' || one.state !== 'placed' || one.unitId === null) return false
  const done = await offer(ctx, round, one, one.unitId)
  audit(ctx, one, { offered: done, place: one.place })
  if (!done) await offerNext(ctx, round, one.unitId)
  return true
}

/** Offer a place that came free to the first in line who would take it. */
async function offerNext(ctx: Context, round: FoundRound, unitId: string): Promise<void> {
  const place = (await listPlaces(ctx, round.id)).find((known) => known.unitId === unitId)
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
    if (!place || !wouldTake(place, next)) continue
    const one = await getApplication(ctx, next.id, { lock: true })
    if (await offer(ctx, round, one, unitId)) return
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
    await offerNext(ctx, round, ended.unitId)
  }
  audit(ctx, one, { place: one.place, passedOn: true })
  return true
}
