import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { formatDate, formatSpan } from '#kernel/format.ts'
import { newId } from '#kernel/id.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { cancelBooking, moveBooking } from '../bookings/lifecycle.server.ts'
import { absolute } from '../bookings/links.server.ts'
import { notify } from '../bookings/notices.server.ts'
import { bookingColumns, bookingTables, type FoundBooking } from '../bookings/queries.server.ts'
import { nearDays } from '../calendar/rules.ts'
import type { Space } from '../schema.ts'
import { dateAt, instant, millis, plusDays } from '../time.ts'
import { readBoard } from '../timeline/queries.server.ts'
import { displace, nearestPlaces } from '../timeline/rules.ts'
import { longestBoard } from '../timeline/schema.ts'
import { newRules } from './commands.server.ts'
import type { ClosureRow, getClosure } from './queries.server.ts'

export interface NewClosure {
  start: string
  end: string
  reason: string
  public: boolean
  /** Bookings in that time that staff saw and cancel with it. */
  cancel: readonly string[]
}

/** Bookings still to come that lie in a time; the buffer after them does not count, it only keeps others out. */
export const listConflicts = (
  ctx: Context,
  spaceId: string,
  time: { start: string; end: string },
): Promise<FoundBooking[]> =>
  ctx.db.many(
    text<FoundBooking>(
      `select ${bookingColumns} from ${bookingTables}
       where b.space_id = $1 and b.state in ('requested', 'approved') and b.during && tstzrange($2::timestamptz, $3::timestamptz)
       order by b.during limit 200`,
      [spaceId, time.start, time.end],
    ),
  )

/** A booking in the way of a closure, and the free time nearest to it; none when it has begun or nothing is free. */
export interface Conflict extends FoundBooking {
  nearest: { start: string; end: string } | null
}

/** The same, each with where it could go: two are never sent to one time. */
export async function planClosure(
  ctx: Context,
  space: Space,
  time: { start: string; end: string },
): Promise<Conflict[]> {
  const found = await listConflicts(ctx, space.id, time)
  const first = found[0]
  if (!first) return []
  const from = plusDays(dateAt(millis(first.start), space.zone), -nearDays)
  const [board] = await readBoard(ctx, [space.id], { from, days: longestBoard })
  const ids = found.map(({ id }) => id)
  const places = new Map(
    (board ? displace(board, time, ids, millis(ctx.now)) : []).map(({ booking, to }) => [booking.id, to]),
  )
  return found.map((booking) => {
    const to = places.get(booking.id)
    return { ...booking, nearest: to ? { start: instant(to.start), end: instant(to.end) } : null }
  })
}

export interface Clearance {
  how: 'move' | 'offer' | 'cancel'
  closure: { start: string; end: string }
  to?: { start: string; end: string } | undefined
  reason: string
}

/** Take one booking out of the way of a closure: to another time, or cancelled, with other times offered or without. */
export async function clearBooking(ctx: Context, found: FoundBooking, clearance: Clearance): Promise<void> {
  const { how, closure, to, reason } = clearance
  if (found.end <= closure.start || found.start >= closure.end)
    throw new Fault('conflict', 'keeper_not_in_the_way')
  if (how === 'move') {
    if (!to || (to.start < closure.end && to.end > closure.start))
      throw new Fault('conflict', 'keeper_clear_no_time')
    await moveBooking(ctx, found, { ...to, unitId: found.unitId }, reason)
  } else if (how === 'offer')
    await cancelBooking(ctx, found, `${reason} ${await offerWords(ctx, found, closure)}`)
  else await cancelBooking(ctx, found, reason)
}

/** `Waktu kosong terdekat: Senin …; Selasa …. Pesan lagi: https://…` */
async function offerWords(
  ctx: Context,
  found: FoundBooking,
  closure: { start: string; end: string },
): Promise<string> {
  const { bookerLocale: locale, zone, unitId } = found
  const from = plusDays(dateAt(millis(found.start), zone), -nearDays)
  const [board] = await readBoard(ctx, [found.spaceId], { from, days: 2 * nearDays + 1 })
  const booking = board?.bookings.find(({ id }) => id === found.id)
  const closed = board && { ...board, closures: [...board.closures, { ...closure, label: '' }] }
  const places = closed && booking ? nearestPlaces(closed, booking, unitId, millis(ctx.now)) : []
  const link = absolute(href(`/ruang/${found.spaceSlug}`, locale))
  if (places.length === 0) return m.keeper_offer_none({ link }, { locale })
  const times = places.map(({ start, end }) => {
    const [begins, ends] = [instant(start), instant(end)]
    return `${formatDate(begins, locale, zone, 'weekday')}, ${formatSpan(begins, ends, locale, zone)}`
  })
  return m.keeper_offer_times({ times: times.join('; '), link }, { locale })
}

/**
 * Close a space for a time. Bookings in it must have been seen and named: they are cancelled, and their people told. New ones
 * wait meanwhile and are then judged with the closure.
 */
export async function closeSpace(ctx: Context, space: Space, closure: NewClosure): Promise<ClosureRow> {
  if (closure.end <= ctx.now) throw new Fault('conflict', 'space_closure_past')
  await newRules(ctx, space.id)
  const conflicts = await listConflicts(ctx, space.id, closure)
  const unseen = conflicts.filter((booking) => !closure.cancel.includes(booking.id))
  if (unseen.length > 0)
    throw new Fault('conflict', 'space_closure_conflicts', {
      params: { count: unseen.length },
      details: {
        rule: 'closure_conflicts',
        bookings: unseen.map(({ id, reference, start, end }) => ({ id, reference, start, end })),
      },
    })
  await cancelAll(ctx, conflicts, closure)
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into space.closure (id, space_id, region_code, during, reason, public, created_by, created_at)
       values ($1, $2, $3, tstzrange($4::timestamptz, $5::timestamptz), $6, $7, $8, $9)`,
      [
        id,
        space.id,
        space.regionCode,
        closure.start,
        closure.end,
        closure.reason,
        closure.public,
        ctx.actor.accountId,
        ctx.now,
      ],
    ),
  )
  touchSpace(ctx, space.id)
  const { cancel: _, ...made } = closure
  ctx.audit({
    subject: { type: 'closure', id },
    region: space.regionCode,
    reason: closure.reason,
    changes: { ...made, cancelled: conflicts.map((booking) => booking.reference) },
  })
  return { id, spaceId: space.id, ...made }
}

/** One statement for all; holds in that time end too, their people see it when they go on. */
async function cancelAll(
  ctx: Context,
  conflicts: readonly FoundBooking[],
  closure: NewClosure,
): Promise<void> {
  if (conflicts.length === 0) return
  await ctx.db.exec(
    text(
      `update space.booking set state = 'cancelled', ended_at = $2, ended_by = 'staff', reason = $3, updated_at = $2,
         version = version + 1
       where id = any ($1::uuid[])`,
      [conflicts.map((booking) => booking.id), ctx.now, closure.reason],
    ),
  )
  for (const booking of conflicts) notify(ctx, 'cancelled', booking, { reason: closure.reason })
}

/** Open again: the closure no longer holds. */
export async function withdrawClosure(
  ctx: Context,
  closure: Awaited<ReturnType<typeof getClosure>>,
): Promise<void> {
  await ctx.db.exec(text('update space.closure set withdrawn_at = $2 where id = $1', [closure.id, ctx.now]))
  await newRules(ctx, closure.spaceId)
  touchSpace(ctx, closure.spaceId)
  ctx.audit({
    subject: { type: 'closure', id: closure.id },
    region: closure.regionCode,
    changes: { withdrawn: true },
  })
}
