import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { openLinks, readReference } from '../bookings/links.server.ts'
import { type FoundBooking, getRequested } from '../bookings/queries.server.ts'
import { isOpen } from '../bookings/states.ts'
import { placeOf, refusalFault } from '../bookings/write.server.ts'
import { instant, millis } from '../time.ts'
import { judge } from './judge.server.ts'
import { tellOffered } from './notices.server.ts'
import { proposalsPerDay, proposedUntil } from './rules.ts'

const isAhead = (booking: FoundBooking, now: string): boolean =>
  isOpen(booking.state) && millis(booking.start) > millis(now)

const isSamePerson = (booking: FoundBooking, other: FoundBooking): boolean =>
  booking.id === other.id ||
  (booking.accountId !== null && booking.accountId === other.accountId) ||
  (booking.bookerPhone !== null && booking.bookerPhone === other.bookerPhone)

/** Ask the booker of another time of the space to swap. Judged already for who asks, so that nobody is asked in vain. */
export async function proposeSwap(ctx: Context, found: FoundBooking, reference: string): Promise<string> {
  checkAhead(ctx, found)
  const other = await findOther(ctx, found, reference)
  const wanted = { start: millis(other.start), end: millis(other.end) }
  const { space, refusal } = await judge(ctx, found, other)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal, found.id)
  const exchange = await propose(ctx, found, { other })
  tellOffered(ctx, exchange, found, { other })
  return exchange.id
}

async function findOther(ctx: Context, found: FoundBooking, reference: string): Promise<FoundBooking> {
  const { id } = await ctx.db.one(
    text<{ id: string | null }>('select space.booking_of_reference($1) as id', [readReference(reference)]),
  )
  if (id === null) throw fieldFault('reference', 'series_swap_unknown')
  await openLinks(ctx.db, found.id, id)
  const other = await getRequested(ctx, { bookingId: id })
  if (isSamePerson(found, other)) throw fieldFault('reference', 'series_swap_own')
  if (other.spaceId !== found.spaceId || !isAhead(other, ctx.now))
    throw fieldFault('reference', 'series_swap_unfit')
  if (other.bookerPhone === null) throw fieldFault('reference', 'series_swap_untold')
  return other
}

/** Offer the booking to somebody by their phone number. The rules are judged for them when they accept. */
export async function proposeHandOver(
  ctx: Context,
  found: FoundBooking,
  to: { name: string; phone: string },
): Promise<string> {
  checkAhead(ctx, found)
  if (to.phone === found.bookerPhone) throw fieldFault('phone', 'series_hand_own')
  const exchange = await propose(ctx, found, to)
  tellOffered(ctx, exchange, found, to)
  return exchange.id
}

function checkAhead(ctx: Context, found: FoundBooking): void {
  if (!isOpen(found.state))
    throw new Fault('conflict', 'space_wrong_state', { details: { state: found.state } })
  if (!isAhead(found, ctx.now)) throw new Fault('conflict', 'space_already_begun')
}

async function propose(
  ctx: Context,
  found: FoundBooking,
  to: { other: FoundBooking } | { name: string; phone: string },
): Promise<{ id: string; expiresAt: string; proposer: string }> {
  const other = 'other' in to ? to.other : null
  const until = proposedUntil(millis(ctx.now), [millis(found.start), millis((other ?? found).start)])
  if (until === undefined) throw new Fault('conflict', 'series_exchange_late')
  await checkCount(ctx, found)
  const id = newId()
  const expiresAt = instant(until)
  const proposer = found.groupName ?? found.bookerName
  await ctx.db.exec(
    text(
      `insert into space.exchange (id, kind, state, space_id, region_code, booking_id, unit_id, during, other_booking_id, other_unit_id,
         other_during, proposed_by, proposer, to_name, to_phone, proposed_at, expires_at)
       values ($1, $2, 'proposed', $3, $4, $5, $6, tstzrange($7::timestamptz, $8::timestamptz), $9, $10,
         case when $9::uuid is null then null else tstzrange($11::timestamptz, $12::timestamptz) end, $13, $14, $15, $16, $17, $18)`,
      [
        id,
        other ? 'swap' : 'hand_over',
        found.spaceId,
        found.regionCode,
        found.id,
        found.unitId,
        found.start,
        found.end,
        other?.id ?? null,
        other?.unitId ?? null,
        other?.start ?? null,
        other?.end ?? null,
        ctx.actor.accountId,
        proposer,
        'name' in to ? to.name : null,
        'phone' in to ? to.phone : null,
        ctx.now,
        expiresAt,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'booking', id: found.id },
    region: found.regionCode,
    changes: { exchange: id, ...(other && { with: other.reference }) },
  })
  return { id, expiresAt, proposer }
}

/** Each proposal is a message to somebody: a few in a day. What ran out makes room for the next. */
async function checkCount(ctx: Context, found: FoundBooking): Promise<void> {
  await ctx.db.exec(
    text(
      `update space.exchange set state = 'expired', ended_at = $2 where booking_id = $1 and state = 'proposed' and expires_at <= $2`,
      [found.id, ctx.now],
    ),
  )
  const { count } = await ctx.db.one(
    text<{ count: number }>(
      `select count(*)::int as count from space.exchange where booking_id = $1 and proposed_at > $2::timestamptz - interval '1 day'`,
      [found.id, ctx.now],
    ),
  )
  if (count >= proposalsPerDay)
    throw new Fault('conflict', 'series_exchange_many', { params: { count: proposalsPerDay } })
}

/** Take back what nobody answered yet. */
export async function withdraw(ctx: Context, found: FoundBooking): Promise<void> {
  const ended = await ctx.db.exec(
    text(
      `update space.exchange set state = 'withdrawn', ended_at = $2 where booking_id = $1 and state = 'proposed'`,
      [found.id, ctx.now],
    ),
  )
  if (ended === 0) throw new Fault('conflict', 'series_exchange_over')
  ctx.audit({ subject: { type: 'booking', id: found.id }, region: found.regionCode })
}
