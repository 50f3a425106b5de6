import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { cancelMessages } from '#kernel/outbox.server.ts'
import { text } from '#platform/database/query.ts'
import type { Bookable } from '../calendar/queries.server.ts'
import { groundOf, listTaken } from '../calendar/queries.server.ts'
import type { Span } from '../calendar/rules.ts'
import { isBooker } from '../policy.ts'
import { instant, millis, minute } from '../time.ts'
import { offerFreed } from '../waiting/soon.server.ts'
import { type Ask, askerOf, checkShare, endedBy, loadAsk, outcomeOf, touchSpace } from './commands.server.ts'
import { notify, templateOf } from './notices.server.ts'
import type { FoundBooking } from './queries.server.ts'
import { decideBy, refuseAsker, refuseRoom, refuseTime, stateAfterMove } from './rules.ts'
import { type BookingState, bookingStates, undoSeconds } from './states.ts'
import { placeOf, refusalFault } from './write.server.ts'

/** @throws Fault `conflict` when a booking in this state cannot go there. */
export function assertMay(found: FoundBooking, to: BookingState): void {
  if (!bookingStates.may(found.state, to))
    throw new Fault('conflict', 'space_wrong_state', { details: { state: found.state, wanted: to } })
}

/** @throws Fault `stale` when somebody changed the booking since the caller saw it. */
export function assertVersion(found: FoundBooking, version: number | undefined): void {
  if (version !== undefined && version !== found.version)
    throw new Fault('stale', 'space_stale', { details: { version: found.version } })
}

/** Give the time back. Until it begins; afterwards it was used or missed. */
export async function cancelBooking(
  ctx: Context,
  found: FoundBooking,
  reason: string | undefined,
): Promise<void> {
  assertMay(found, 'cancelled')
  if (millis(found.start) <= millis(ctx.now)) throw new Fault('conflict', 'space_already_begun')
  const by = endedBy(ctx, found.regionCode, isBooker(ctx.actor, found))
  if (by === 'staff' && (reason ?? '').length < 3)
    throw new Fault('invalid_input', 'kernel_invalid_input', {
      fields: [{ path: 'reason', key: 'kernel_field_required' }],
    })
  await endBooking(ctx, found, 'cancelled', by, reason)
  await offerFreed(ctx, found)
  if (by === 'staff') notify(ctx, 'cancelled', found, { reason: reason ?? '' })
}

/** Move a booking to an end: its time is free again at once. */
export async function endBooking(
  ctx: Context,
  found: Pick<FoundBooking, 'id' | 'spaceId' | 'regionCode'>,
  state: 'cancelled' | 'expired' | 'no_show' | 'completed',
  by: 'booker' | 'staff' | 'system',
  reason?: string,
): Promise<void> {
  await ctx.db.exec(
    text(
      `update space.booking set state = $2, ended_at = $3, ended_by = $4, reason = coalesce($5, reason), updated_at = $3,
         version = version + 1
       where id = $1`,
      [found.id, state, ctx.now, by, reason ?? null],
    ),
  )
  touchSpace(ctx, found.spaceId)
  ctx.audit({
    subject: { type: 'booking', id: found.id },
    region: found.regionCode,
    ...(reason && { reason }),
    changes: { state },
  })
}

/**
 * Move a booking to another time of its space: the same rules as for a new one, without itself. Where an officer decides,
 * the new time is decided again.
 */
export async function moveBooking(
  ctx: Context,
  found: FoundBooking,
  time: { start: string; end: string; unitId?: string | undefined },
  reason = '',
): Promise<void> {
  if (found.state !== 'requested' && found.state !== 'approved')
    throw new Fault('conflict', 'space_wrong_state', { details: { state: found.state } })
  if (millis(found.start) <= millis(ctx.now)) throw new Fault('conflict', 'space_already_begun')
  const ask = await loadAsk(ctx, found.spaceId, { ...time, unitId: time.unitId ?? found.unitId })
  const wanted = { start: millis(time.start), end: millis(time.end) }
  const staff = endedBy(ctx, found.regionCode, isBooker(ctx.actor, found)) === 'staff'
  await checkMove(ctx, found, ask.space, wanted, staff)
  if (!staff) {
    const { accountId, bookerPhone: phone, businessId, groupName } = found
    await checkShare(ctx, ask.space, { accountId, phone, businessId, groupName }, wanted, found.id)
  }
  const state = stateAfterMove(ask.space.approval, staff, found.state)
  await writeMove(ctx, found, ask, { ...time, state, ...waitOf(ctx, found, ask, time, staff) })
  // Staff may move it back at once: what the person has not been told yet is not worth telling.
  if (staff) await ctx.db.exec(cancelMessages({ type: 'booking', id: found.id }, templateOf('moved')))
  notify(ctx, 'moved', { ...found, ...time }, { reason, ...(staff && { holdSeconds: undoSeconds }) })
  touchSpace(ctx, found.spaceId)
  ctx.audit({
    subject: { type: 'booking', id: found.id },
    region: found.regionCode,
    ...(reason && { reason }),
    changes: {
      start: [found.start, time.start],
      end: [found.end, time.end],
      state: [found.state, state],
      ...(ask.space.unitId !== found.unitId && { unit: [found.unitId, ask.space.unitId] }),
    },
  })
}

/** Since when a moved request waits, and until when: staff who move it do not begin its time anew. */
function waitOf(
  ctx: Context,
  found: FoundBooking,
  ask: Ask,
  { start }: { start: string },
  staff: boolean,
): { requestedAt: string; deadline: string | null } {
  if (!staff)
    return {
      requestedAt: ctx.now,
      deadline: outcomeOf(ctx, ask.space, false, start, ask.standards).deadline,
    }
  const deadline = found.deadline === null ? null : instant(decideBy(millis(found.deadline), millis(start)))
  return { requestedAt: found.requestedAt, deadline }
}

async function checkMove(
  ctx: Context,
  found: FoundBooking,
  space: Bookable,
  wanted: Span,
  staff: boolean,
): Promise<void> {
  const window = { from: instant(wanted.start - 86_400_000), to: instant(wanted.end + 86_400_000) }
  // Two who move to one time at once would wait for each other; one after the other, the second is told.
  const waiting = ctx.db.exec(text('select pg_advisory_xact_lock(hashtextextended($1, 4))', [space.id]))
  const [taken, asker] = await Promise.all([
    listTaken(ctx.db, space.id, { ...window, now: ctx.now, except: found.id, unitId: space.unitId }),
    staff ? { staff: true, registered: true } : askerOf(ctx, space, found.businessId ?? undefined, false),
    waiting,
  ])
  // Their own booking is one of those that count towards the quota; moving it adds none.
  const refusal =
    refuseAsker(
      { ...space, quota: null, who: staff || found.linked ? 'anyone' : space.who },
      { ...asker, open: 0 },
    ) ??
    (space.unitId === found.unitId ? undefined : refuseRoom(found.attendees, space.capacity)) ??
    refuseTime(wanted, groundOf(space, ctx.now, taken), staff)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal, found.id)
}

interface Move {
  start: string
  end: string
  state: 'requested' | 'approved'
  deadline: string | null
  requestedAt: string
}

async function writeMove(ctx: Context, found: FoundBooking, { space }: Ask, move: Move): Promise<void> {
  const blockedUntil = instant(millis(move.end) + space.rules.bufferMinutes * minute)
  const changed = await ctx.db.exec(
    text(
      `update space.booking b set unit_id = u.id, span = u.span, during = tstzrange($2::timestamptz, $3::timestamptz), blocked = tstzrange($2::timestamptz, $4::timestamptz),
         state = $5, deadline = $6,
         decided_at = case when $5 = 'requested' then null else coalesce(decided_at, $7) end,
         decision = case when $5 = 'requested' then null else 'approved' end,
         decided_by = case when $5 = 'requested' then null else decided_by end,
         decided_by_name = case when $5 = 'requested' then null else decided_by_name end,
         waited_minutes = case when $5 = 'requested' then null else waited_minutes end,
         requested_at = case when $5 = 'requested' then $10::timestamptz else requested_at end,
         reminded_at = null, moves = b.moves + 1, updated_at = $7, version = b.version + 1
       from space.unit u
       where b.id = $1 and u.id = $8::uuid and space.ready($8::uuid, $9::int, tstzrange($2::timestamptz, $4::timestamptz), $7::timestamptz)`,
      [
        found.id,
        move.start,
        move.end,
        blockedUntil,
        move.state,
        move.deadline,
        ctx.now,
        space.unitId,
        space.rulesVersion,
        move.requestedAt,
      ],
    ),
  )
  if (changed === 0) throw new Fault('unavailable', 'kernel_busy')
}
