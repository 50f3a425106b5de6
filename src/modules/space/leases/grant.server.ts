import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { businessHolder } from '#modules/registry/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { dateAt, millis, plusDays } from '../time.ts'
import { tell } from './notices.server.ts'
import { numberIn, seriesOf, termFault } from './rules.ts'
import type { leaseKinds, leaseOrigins, rentPeriods } from './states.ts'
import { findTemplate } from './templates.server.ts'

/** Whom a place is granted to. A person without a business was seen at the desk with the identity card. */
export type Holder = { businessId: string } | { name: string; phone: string | null; accountId: string | null }

export interface Grant {
  unitId: string
  holder: Holder
  /** First and last day on the wall of the place. */
  from: string
  until: string
  kind: (typeof leaseKinds)[number]
  origin: (typeof leaseOrigins)[number]
  trade: string
  /** Rupiah a month or a market day; 0 is Gratis. */
  rent: number
  rentPer: (typeof rentPeriods)[number]
  /** The lease it follows after review. */
  renews?: string | undefined
  /** When given, the place is only offered until then (ISO instant): `takeUpLease` makes it a lease. */
  offeredUntil?: string | undefined
}

export interface GrantedUnit {
  id: string
  code: string
  spaceId: string
  spaceName: string
  regionCode: string
  zone: string
}

/** What a violated constraint means, for every operation that grants. */
export const grantConstraints = {
  lease_no_overlap: () => new Fault('conflict', 'market_lease_taken'),
  lease_over_booking: () => new Fault('conflict', 'market_lease_over_booking'),
  lease_promised: () => new Fault('conflict', 'market_lease_promised'),
}

/**
 * The unit, locked before everything else, so that of two who grant it at once the second sees the first.
 * @throws Fault `not_found` when there is none, or it is of no use any more
 */
async function lockUnit(ctx: Context, unitId: string): Promise<GrantedUnit> {
  const unit = await ctx.db.maybe(
    text<GrantedUnit>(
      `select u.id, coalesce(u.code, u.name) as code, s.id as "spaceId", s.name as "spaceName",
        s.region_code as "regionCode", s.zone
       from space.unit u join space.space s on s.id = u.space_id
       where u.id = $1 and u.active and u.kind <> 'whole' for update of u`,
      [unitId],
    ),
  )
  if (!unit) throw new Fault('not_found', 'market_unit_not_found')
  return unit
}

async function holderOf(ctx: Context, holder: Holder) {
  if (!('businessId' in holder)) return { ...holder, businessId: null }
  const business = await businessHolder(ctx.db, holder.businessId)
  if (!business) throw fieldFault('businessId', 'market_business_not_found')
  if (business.state !== 'verified') throw fieldFault('businessId', 'market_business_not_verified')
  return {
    businessId: holder.businessId,
    accountId: business.accountId,
    name: business.ownerName.slice(0, 120),
    phone: business.ownerPhone,
  }
}

/**
 * Grant one place to one holder for a term: the only way a lease comes to be. Runs inside the caller's operation, which
 * decides who may; it must carry `grantConstraints`.
 * @returns its id, and the number of its permit letter unless the place is only offered so far
 */
export async function grantLease(ctx: Context, grant: Grant): Promise<{ id: string; number: string | null }> {
  const unit = await lockUnit(ctx, grant.unitId)
  const today = dateAt(millis(ctx.now), unit.zone)
  const wrong = termFault(grant.from, grant.until, today)
  if (wrong) throw fieldFault('until', wrong)
  const holder = await holderOf(ctx, grant.holder)
  if (holder.accountId !== null && holder.accountId === ctx.actor.accountId && ctx.actor.kind !== 'system')
    throw new Fault('forbidden', 'market_own_lease')
  const term = `[${grant.from},${plusDays(grant.until, 1)})`
  const { taken } = await ctx.db.one(
    text<{ taken: boolean }>(
      `select exists (select from space.lease l join space.unit u on u.id = $1
        where l.space_id = u.space_id and l.span && u.span and l.term && $2::daterange and l.state in ('offered', 'active', 'ended')) as taken`,
      [unit.id, term],
    ),
  )
  if (taken) throw new Fault('conflict', 'market_lease_taken')
  const id = newId()
  const offered = grant.offeredUntil !== undefined
  const number = offered ? null : await nextNumber(ctx, unit.regionCode, today)
  await ctx.db.exec(
    text(
      `insert into space.lease (id, space_id, unit_id, span, region_code, state, kind, origin, term, number, account_id, business_id,
        holder_name, holder_phone, trade, rent, rent_per, renews, offered_until, created_at, created_by, updated_at)
       select $1, u.space_id, u.id, u.span, $3, $4, $5, $6, $7::daterange, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $18
       from space.unit u where u.id = $2`,
      [
        id,
        unit.id,
        unit.regionCode,
        offered ? 'offered' : 'active',
        grant.kind,
        grant.origin,
        term,
        number,
        holder.accountId,
        holder.businessId,
        holder.name,
        holder.phone,
        grant.trade,
        grant.rent,
        grant.rentPer,
        grant.renews ?? null,
        grant.offeredUntil ?? null,
        ctx.now,
        ctx.actor.accountId,
      ],
    ),
  )
  const facts = { id, unit, phone: holder.phone, until: grant.until, number: number ?? '' }
  if (!offered) {
    ctx.emit('space_letter', { leaseId: id }, { key: `space_letter:${id}` })
    tell(ctx, 'granted', facts)
  }
  touchSpace(ctx, unit.spaceId)
  return { id, number }
}

/** The next number of the agency's letters, given once. */
async function nextNumber(ctx: Context, regionCode: string, today: string): Promise<string> {
  const { template } = await findTemplate(ctx, regionCode)
  return drawNumber(ctx, template.pattern, today)
}

/** @param pattern with `{n}`, and with `{tahun}` and `{bulan}` for the series */
export async function drawNumber(ctx: Context, pattern: string, today: string): Promise<string> {
  const series = seriesOf(pattern, today)
  const { next } = await ctx.db.one(text<{ next: number }>('select space.next_number($1) as next', [series]))
  return numberIn(series, next)
}

interface Offered {
  id: string
  unitId: string
  regionCode: string
  phone: string | null
  until: string
}

async function lockOffer(ctx: Context, leaseId: string): Promise<Offered> {
  const offer = await ctx.db.maybe(
    text<Offered & { state: string; offeredUntil: string | null }>(
      `select l.id, l.unit_id as "unitId", l.region_code as "regionCode", l.state, l.offered_until as "offeredUntil",
        l.holder_phone as phone, upper(l.term) - 1 as until
       from space.lease l where l.id = $1 for update`,
      [leaseId],
    ),
  )
  if (!offer) throw new Fault('not_found', 'market_lease_not_found')
  if (offer.state !== 'offered') throw new Fault('conflict', 'market_lease_state')
  return offer
}

/** The holder takes an offered place up: it becomes a lease, and its letter is made. @throws Fault `conflict` after its date */
export async function takeUpLease(ctx: Context, leaseId: string): Promise<{ number: string }> {
  const offer = await lockOffer(ctx, leaseId)
  const unit = await lockUnit(ctx, offer.unitId)
  const { late } = await ctx.db.one(
    text<{ late: boolean }>('select offered_until < $2 as late from space.lease where id = $1', [
      leaseId,
      ctx.now,
    ]),
  )
  if (late) throw new Fault('conflict', 'market_offer_over')
  const number = await nextNumber(ctx, offer.regionCode, dateAt(millis(ctx.now), unit.zone))
  await ctx.db.exec(
    text(
      `update space.lease set state = 'active', number = $2, updated_at = $3, version = version + 1 where id = $1`,
      [leaseId, number, ctx.now],
    ),
  )
  ctx.emit('space_letter', { leaseId }, { key: `space_letter:${leaseId}` })
  tell(ctx, 'granted', { id: leaseId, unit, phone: offer.phone, until: offer.until, number })
  touchSpace(ctx, unit.spaceId)
  return { number }
}

/** An offer that was turned down, or that nobody took up in time: the place is free for the next. */
export async function declineLease(ctx: Context, leaseId: string): Promise<void> {
  const offer = await lockOffer(ctx, leaseId)
  const unit = await lockUnit(ctx, offer.unitId)
  await ctx.db.exec(
    text(`update space.lease set state = 'declined', updated_at = $2, version = version + 1 where id = $1`, [
      leaseId,
      ctx.now,
    ]),
  )
  touchSpace(ctx, unit.spaceId)
}
