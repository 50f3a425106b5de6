import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { announce, deadlineOf, loadAsk, touchSpace } from '../bookings/commands.server.ts'
import { unasked } from '../bookings/holds.server.ts'
import { managePath, openLinks } from '../bookings/links.server.ts'
import { getRequested, toBooking } from '../bookings/queries.server.ts'
import { refuseTime } from '../bookings/rules.ts'
import type { Booking } from '../bookings/schema.ts'
import { alternatives, placeOf, refusalFault, refuse, writeBooking } from '../bookings/write.server.ts'
import { groundOf } from '../calendar/queries.server.ts'
import { instant, millis } from '../time.ts'
import { tellFree, tellHolder } from './notices.server.ts'
import { type FoundLoss, getLoss } from './queries.server.ts'
import type { Offer } from './schema.ts'

/** They had a booking: what shares the space fairly (quota, horizon, length) was asked then, and is not held against them. */
const asker = { staff: true, registered: true, open: 0 }

/** Take another time, as long as the one that was lost. */
export async function acceptOther(ctx: Context, loss: FoundLoss, start: string): Promise<Booking> {
  if (ctx.now > loss.deadline) throw new Fault('conflict', 'cowork_offer_over')
  const { booking } = loss
  const wanted = { start: millis(start), end: millis(start) + millis(booking.end) - millis(booking.start) }
  if (wanted.start <= millis(ctx.now)) throw new Fault('conflict', 'cowork_offer_over')
  const time = { start, end: instant(wanted.end), unitId: booking.unitId }
  const { space, standards } = await loadAsk(ctx, booking.spaceId, time)
  const refusal = refuse(space, asker, wanted, ctx.now)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal)
  const id = newId()
  await open(ctx, loss, id)
  const holdUntil = instant(millis(ctx.now) + 60_000)
  await writeBooking(
    ctx,
    space,
    asker,
    { ...nobody, start, end: time.end, bookerLocale: booking.bookerLocale, holdUntil },
    id,
  )
  await ctx.db.exec(
    text(
      `update space.booking set state = 'cancelled', ended_at = $2, ended_by = 'booker', updated_at = $2, version = version + 1
       where id = $1 and state = 'held'`,
      [loss.backId, ctx.now],
    ),
  )
  return become(ctx, loss, id, deadlineOf(space, standards, ctx.now, start))
}

/** Take their own time back, which is kept for them. */
export async function takeBack(ctx: Context, loss: FoundLoss): Promise<Booking> {
  const { booking, backId } = loss
  if (backId === null || loss.backUntil === null) throw new Fault('conflict', 'cowork_offer_over')
  const { space, standards } = await loadAsk(ctx, booking.spaceId, booking)
  const wanted = { start: millis(booking.start), end: millis(booking.end) }
  // Others cannot be in the way; closures and hours may have changed.
  const refusal = refuseTime(wanted, groundOf(space, ctx.now), true)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal, backId)
  await open(ctx, loss, backId)
  const { ready } = await ctx.db.one(
    text<{ ready: boolean }>(
      'select space.ready(b.unit_id, $2, b.blocked, $3) as ready from space.booking b where b.id = $1',
      [backId, space.rulesVersion, ctx.now],
    ),
  )
  if (!ready) throw new Fault('unavailable', 'kernel_busy')
  return become(ctx, loss, backId, deadlineOf(space, standards, ctx.now, booking.start))
}

const nobody = { ...unasked, state: 'held', source: 'web', accountId: null, recordedBy: null } as const

const open = (ctx: Context, loss: FoundLoss, id: string) =>
  openLinks(ctx.db, ...[loss.id, loss.bookingId, loss.backId, id].filter((one) => one !== null))

/** The held time becomes the booking that was lost: the same people, decided as it was. */
async function become(ctx: Context, loss: FoundLoss, id: string, deadline: string): Promise<Booking> {
  const done = await ctx.db.exec(
    text(
      `update space.booking n set state = $3, source = b.source, account_id = b.account_id, recorded_by = b.recorded_by,
         booker_name = b.booker_name, booker_phone = b.booker_phone, booker_locale = b.booker_locale, group_kind = b.group_kind,
         group_name = b.group_name, group_public = b.group_public, business_id = b.business_id, purpose = b.purpose, note = b.note,
         attendees = b.attendees, hold_until = null, requested_at = $4,
         deadline = case when $3 = 'requested' then $5::timestamptz end,
         decision = case when $3 = 'approved' then 'approved' end, decided_at = case when $3 = 'approved' then $4::timestamptz end,
         decided_by = case when $3 = 'approved' then b.decided_by end,
         decided_by_name = case when $3 = 'approved' then b.decided_by_name end,
         waited_minutes = case when $3 = 'approved' then 0 end, updated_at = $4, version = n.version + 1
       from space.booking b where n.id = $1 and b.id = $2 and n.state = 'held' and n.hold_until > $4`,
      [id, loss.bookingId, loss.was, ctx.now, deadline],
    ),
  )
  if (done === 0) throw new Fault('conflict', 'cowork_offer_over')
  await ctx.db.exec(
    text('update space.clearing_loss set accepted_id = $2, accepted_at = $3 where id = $1', [
      loss.id,
      id,
      ctx.now,
    ]),
  )
  const made = toBooking(await getRequested(ctx, { bookingId: id }), ctx.locale)
  announce(ctx, made, loss.booking.bookerLocale)
  return made
}

/** What the page of an offer shows: what is free now, not what was free when it was sent. */
export async function describeOffer(ctx: Context, loss: FoundLoss): Promise<Offer> {
  const { booking } = loss
  const open = loss.acceptedId === null && ctx.now <= loss.deadline
  const wanted = { start: millis(booking.start), end: millis(booking.end) }
  return {
    id: loss.id,
    title: loss.title,
    spaceId: booking.spaceId,
    spaceSlug: booking.spaceSlug,
    spaceName: booking.spaceName,
    unitName: booking.unitName,
    unitKind: booking.unitKind,
    zone: booking.zone,
    start: booking.start,
    end: booking.end,
    reference: booking.reference,
    deadline: loss.deadline,
    others: open ? await alternatives(ctx, booking, wanted) : [],
    backUntil: loss.acceptedId === null ? loss.backUntil : null,
    accepted: loss.acceptedId === null ? null : managePath(loss.acceptedId, ctx.locale),
  }
}

interface Returned {
  id: string
  bookingId: string | null
  leaseId: string | null
  day: string | null
  title: string
  phone: string | null
  place: string | null
  spaceId: string
  regionCode: string
}

/** Those whose time is free again are told once; what cannot be used after all is let go. @returns how many were told */
export async function tellReturned(ctx: Context): Promise<number> {
  const returned = await ctx.db.many(
    text<Returned>(
      `update space.clearing_loss l set told_at = $1 from space.clearing c
       where c.id = l.clearing_id and l.returned_at is not null and l.told_at is null
       returning l.id, l.booking_id as "bookingId", l.lease_id as "leaseId", l.day, c.title, c.space_id as "spaceId",
         l.region_code as "regionCode",
         (select e.holder_phone from space.lease e where e.id = l.lease_id) as phone,
         (select u.name || ', ' || s.name from space.lease e join space.unit u on u.id = e.unit_id
           join space.space s on s.id = e.space_id where e.id = l.lease_id) as place`,
      [ctx.now],
    ),
  )
  for (const row of returned) {
    touchSpace(ctx, row.spaceId)
    if (row.leaseId !== null && row.day !== null)
      tellHolder(ctx, { ...row, id: row.leaseId, day: row.day, place: row.place ?? '' }, 'free')
    if (row.bookingId !== null) await tellOne(ctx, row.id)
  }
  return returned.length
}

async function tellOne(ctx: Context, lossId: string): Promise<void> {
  const loss = await getLoss(ctx, { lossId })
  const { booking, backUntil, title } = loss
  if (backUntil === null) return
  const { space } = await loadAsk(ctx, booking.spaceId, booking)
  const wanted = { start: millis(booking.start), end: millis(booking.end) }
  if (refuseTime(wanted, groundOf(space, ctx.now), true) === undefined) {
    tellFree(ctx, { lossId, booking, title }, backUntil)
    return
  }
  await ctx.db.exec(
    text(
      `update space.booking set state = 'cancelled', ended_at = $2, ended_by = 'system', updated_at = $2, version = version + 1
       where id = $1 and state = 'held'`,
      [loss.backId, ctx.now],
    ),
  )
}
