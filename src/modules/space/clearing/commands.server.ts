import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { loadAsk, requestTime, touchSpace } from '../bookings/commands.server.ts'
import type { FoundBooking } from '../bookings/queries.server.ts'
import type { Booking } from '../bookings/schema.ts'
import { alternatives } from '../bookings/write.server.ts'
import { getBookable } from '../calendar/queries.server.ts'
import { instant, millis, minute } from '../time.ts'
import { endOffers } from '../waiting/commands.server.ts'
import { tellCleared, tellHolder } from './notices.server.ts'
import { bookingsInTheWay, isEvent, leasesInTheWay, type Taking } from './queries.server.ts'
import { deadlineFor } from './rules.ts'
import type { ClearingInput, InTheWay } from './schema.ts'

interface Wanted {
  unitId?: string | undefined
  start: string
  end: string
}

/** What the event would take. @throws Fault `not_found` for a unit that is not of this space */
export async function takingOf(
  ctx: Context,
  spaceId: string,
  { start, end, unitId }: Wanted,
): Promise<Taking> {
  const space = await getBookable(ctx.db, spaceId, {
    from: start,
    to: end,
    now: ctx.now,
    accountId: null,
    unitId,
  })
  if (space.unitKind !== 'whole' && space.unitKind !== 'area')
    throw new Fault('conflict', 'cowork_clear_area')
  const blockedUntil = instant(millis(end) + space.rules.bufferMinutes * minute)
  return { spaceId: space.id, unitId: space.unitId, start, end, blockedUntil }
}

/** Who would have to make way: a choice that is still open is nobody's yet, and a guest leaves their seat by then. */
export const isHolder = ({ state }: Pick<FoundBooking, 'state'>): boolean =>
  state === 'requested' || state === 'approved'

/**
 * An event takes its space, all in this transaction. Whoever is about to book any of it waits for the units' lock and then
 * finds the event; whoever was faster is found in the way, and was not seen by staff: then nothing happens.
 */
export async function clearSpace(
  ctx: Context,
  space: { id: string; name: string; regionCode: string },
  input: ClearingInput,
): Promise<{ id: string; event: Booking; ended: number; days: number }> {
  if (input.start <= ctx.now) throw new Fault('conflict', 'cowork_clear_past')
  await ctx.db.exec(
    text('select id from space.unit where space_id = $1 order by id for no key update', [space.id]),
  )
  await ctx.db.exec(
    text('update space.unit set rules_version = rules_version + 1 where space_id = $1', [space.id]),
  )
  const taking = await takingOf(ctx, space.id, input)
  const found = await bookingsInTheWay(ctx, taking, true)
  const leases = await leasesInTheWay(ctx, taking)
  const holders = found.filter(isHolder)
  await checkSeen(ctx, found, leases, input.seen)
  await makeWay(ctx, taking, found, input.title)
  await letDaysGo(ctx, leases)
  const event = await bookEvent(ctx, taking, input)
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into space.clearing (id, space_id, booking_id, region_code, title, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, space.id, event.id, space.regionCode, input.title, ctx.actor.accountId, ctx.now],
    ),
  )
  const deadline = deadlineFor(ctx.now, input.start)
  for (const booking of holders) await offerOthers(ctx, id, booking, { title: input.title, deadline })
  const days = await recordDays(ctx, id, { ...space, title: input.title }, leases)
  touchSpace(ctx, space.id)
  ctx.audit({
    subject: { type: 'clearing', id },
    region: space.regionCode,
    reason: input.title,
    changes: {
      event: event.reference,
      ended: holders.map(({ reference }) => reference),
      leases: leases.map((lease) => lease.id),
    },
  })
  return { id, event, ended: holders.length, days }
}

async function checkSeen(
  ctx: Context,
  found: readonly FoundBooking[],
  leases: InTheWay['leases'],
  seen: readonly string[],
): Promise<void> {
  if (found.some(({ state }) => state === 'checked_in')) throw new Fault('conflict', 'cowork_clear_present')
  if (
    await isEvent(
      ctx,
      found.map(({ id }) => id),
    )
  )
    throw new Fault('conflict', 'cowork_clear_event')
  const unseen = [...found.filter(isHolder), ...leases].filter(({ id }) => !seen.includes(id))
  if (unseen.length > 0)
    throw new Fault('conflict', 'cowork_clear_unseen', {
      params: { count: unseen.length },
      details: { rule: 'in_the_way', ids: unseen.map(({ id }) => id) },
    })
}

/** Bookings end with the name of the event; choices still open run out; guests keep their seats until it begins. */
async function makeWay(
  ctx: Context,
  taking: Taking,
  found: readonly FoundBooking[],
  title: string,
): Promise<void> {
  const holders = found.filter(isHolder).map(({ id }) => id)
  await ctx.db.exec(
    text(
      `update space.booking set state = 'cancelled', ended_at = $2, ended_by = 'staff', reason = $3, updated_at = $2, version = version + 1
       where id = any ($1::uuid[])`,
      [holders, ctx.now, m.cowork_clear_reason({ event: title }, { locale: 'id' })],
    ),
  )
  const held = found.filter(({ state }) => state === 'held').map(({ id }) => id)
  await endOffers(ctx, held, title)
  await ctx.db.exec(
    text(
      `update space.booking set during = tstzrange(lower(during), $2::timestamptz), blocked = tstzrange(lower(during), $2::timestamptz),
         hold_until = $2::timestamptz, updated_at = $3, version = version + 1
       where id = any ($1::uuid[]) and source = 'guest' and lower(during) < $2::timestamptz`,
      [held, taking.start, ctx.now],
    ),
  )
  await ctx.db.exec(
    text('update space.guest set seat_until = $2 where booking_id = any ($1::uuid[]) and seat_until > $2', [
      held,
      taking.start,
    ]),
  )
  await ctx.db.exec(
    text(
      `update space.booking set state = 'expired', ended_at = $2, ended_by = 'system', updated_at = $2, version = version + 1
       where id = any ($1::uuid[]) and source <> 'guest'`,
      [held, ctx.now],
    ),
  )
}

async function letDaysGo(ctx: Context, leases: InTheWay['leases']): Promise<void> {
  for (const { id, days } of leases)
    await ctx.db.exec(
      text(
        `insert into space.lease_day (lease_id, day, reason, let_go_at, let_go_by)
         select $1, day, 'cleared', $3, $4 from unnest($2::date[]) d(day)
         on conflict (lease_id, day) do update set reason = 'cleared', let_go_at = $3, let_go_by = $4, taken_back_at = null`,
        [id, days, ctx.now, ctx.actor.accountId],
      ),
    )
}

async function bookEvent(ctx: Context, taking: Taking, input: ClearingInput): Promise<Booking> {
  const { start, end, groupKind, purpose, attendees, note, booker, title } = input
  const ask = await loadAsk(ctx, taking.spaceId, taking)
  return requestTime(ctx, ask, {
    start,
    end,
    groupKind,
    purpose,
    attendees,
    note,
    booker,
    name: title,
    groupPublic: groupKind !== 'person',
  })
}

/** What a holder may take instead; the nearest are told, the page shows what is free when they look. */
async function offerOthers(
  ctx: Context,
  clearingId: string,
  booking: FoundBooking,
  { title, deadline }: { title: string; deadline: string },
): Promise<void> {
  const lossId = newId()
  await ctx.db.exec(
    text(
      `insert into space.clearing_loss (id, clearing_id, region_code, booking_id, was, deadline) values ($1, $2, $3, $4, $5, $6)`,
      [lossId, clearingId, booking.regionCode, booking.id, booking.state, deadline],
    ),
  )
  const wanted = { start: millis(booking.start), end: millis(booking.end) }
  const others = await alternatives(ctx, booking, wanted)
  tellCleared(ctx, { lossId, booking, title }, { others, deadline })
}

async function recordDays(
  ctx: Context,
  clearingId: string,
  { regionCode, title, name }: { regionCode: string; title: string; name: string },
  leases: InTheWay['leases'],
): Promise<number> {
  let count = 0
  for (const { id, days, unitName } of leases) {
    count += await ctx.db.exec(
      text(
        `insert into space.clearing_loss (clearing_id, region_code, lease_id, day) select $1, $2, $3, day from unnest($4::date[]) d(day)`,
        [clearingId, regionCode, id, days],
      ),
    )
    const { phone } = await ctx.db.one(
      text<{ phone: string | null }>('select holder_phone as phone from space.lease where id = $1', [id]),
    )
    for (const day of days)
      tellHolder(ctx, { id, phone, place: `${unitName}, ${name}`, day, regionCode, title }, 'cleared')
  }
  return count
}
