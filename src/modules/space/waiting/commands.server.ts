import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { type Ask, askerOf, checkAttendees, namesOf } from '../bookings/commands.server.ts'
import { refuseAsker, refuseTime } from '../bookings/rules.ts'
import { placeOf, refusalFault, withOpen } from '../bookings/write.server.ts'
import { groundOf, listTaken } from '../calendar/queries.server.ts'
import { instant, millis } from '../time.ts'
import { tellWaiting } from './notices.server.ts'
import { type FoundWait, getWait, listUnits } from './queries.server.ts'
import { maxWaits } from './rules.ts'
import type { WaitRequest } from './schema.ts'

/** Get in line for a time that somebody has. What is free is booked, not waited for. @returns the id of the place in line */
export async function joinLine(ctx: Context, { space, contact }: Ask, request: WaitRequest): Promise<string> {
  const { booker } = request
  const forSomebody = booker !== undefined
  const who = booker ?? { name: contact?.name ?? '', phone: contact?.phone ?? undefined }
  if (!who.phone) throw new Fault('conflict', 'series_line_no_phone')
  const asker = await askerOf(ctx, space, request.businessId, forSomebody)
  checkAttendees(request.attendees, space.capacity)
  const wanted = { start: millis(request.start), end: millis(request.end) }
  // Whoever has all they may have now may wait: they may have room when it is offered.
  const ground = groundOf(space, ctx.now)
  const refusal =
    refuseAsker({ ...space, quota: null }, withOpen(asker, space)) ?? refuseTime(wanted, ground, asker.staff)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal)
  await ctx.db.exec(
    text('select pg_advisory_xact_lock(hashtextextended($1, 13))', [`${space.id}${who.phone}`]),
  )
  const place = {
    spaceId: space.id,
    unitId: request.anyOfKind ? null : space.unitId,
    anyKind: request.anyOfKind ? space.unitKind : null,
  }
  await checkTaken(ctx, place, request, space.rules.bufferMinutes)
  const { count } = await ctx.db.one(
    text<{ count: number }>(
      `select count(*) as count from space.waiting where space_id = $1 and booker_phone = $2 and state in ('waiting', 'offered')`,
      [space.id, who.phone],
    ),
  )
  if (count >= maxWaits)
    throw new Fault('conflict', 'series_line_many', {
      params: { count: maxWaits },
      details: { rule: 'waiting' },
    })
  const id = newId()
  const names = namesOf(request, who.name)
  await ctx.db.exec(
    text(
      `insert into space.waiting (id, space_id, unit_id, unit_kind, region_code, during, state, account_id, recorded_by, registered,
         booker_name, booker_phone, booker_locale, group_kind, group_name, group_public, business_id, purpose, note, attendees, joined_at)
       values ($1, $2, $3, $4, $5, tstzrange($6::timestamptz, $7::timestamptz), 'waiting', $8, $9, $10, $11, $12, $13, $14, $15, $16,
         $17, $18, $19, $20, $21)`,
      [
        id,
        space.id,
        place.unitId,
        place.anyKind,
        space.regionCode,
        request.start,
        request.end,
        forSomebody ? null : ctx.actor.accountId,
        forSomebody ? ctx.actor.accountId : null,
        asker.registered,
        names.bookerName,
        who.phone,
        forSomebody ? ctx.locale : (contact?.locale ?? ctx.locale),
        request.groupKind,
        names.groupName,
        request.groupPublic && names.groupName !== null,
        request.businessId ?? null,
        request.purpose,
        request.note ?? null,
        request.attendees,
        ctx.now,
      ],
    ),
  )
  tellWaiting(ctx, 'joined', await getWait(ctx, { waitId: id }))
  ctx.audit({
    subject: { type: 'waiting', id },
    region: space.regionCode,
    changes: { start: request.start, end: request.end },
  })
  return id
}

/** @throws Fault `conflict` when one of the units is free at that time: then it is booked at once. */
async function checkTaken(
  ctx: Context,
  place: Pick<FoundWait, 'spaceId' | 'unitId' | 'anyKind'>,
  { start, end }: { start: string; end: string },
  bufferMinutes: number,
): Promise<void> {
  const until = instant(millis(end) + bufferMinutes * 60_000)
  for (const { id } of await listUnits(ctx, place)) {
    const taken = await listTaken(ctx.db, place.spaceId, { from: start, to: until, now: ctx.now, unitId: id })
    if (taken.length === 0)
      throw new Fault('conflict', 'series_line_free', { details: { rule: 'free', start, end, unitId: id } })
  }
}

/** Nobody waits for it any more: the person left, declined, was removed, or was too late. A hold for them ends. @returns whether it still was so */
export async function endWait(
  ctx: Context,
  found: FoundWait,
  state: 'left' | 'declined' | 'late' | 'removed' | 'over',
  reason?: string,
): Promise<boolean> {
  const ended = await ctx.db.exec(
    text(
      `update space.waiting set state = $2, ended_at = $3, reason = $4, version = version + 1 where id = $1 and state = $5`,
      [found.id, state, ctx.now, reason ?? null, found.state],
    ),
  )
  if (ended === 0) return false
  if (found.bookingId !== null && found.state === 'offered')
    await ctx.db.exec(
      text(
        `update space.booking set state = 'expired', ended_at = $2, ended_by = 'system', updated_at = $2, version = version + 1
         where id = $1 and state = 'held'`,
        [found.bookingId, ctx.now],
      ),
    )
  ctx.touch(`space:${found.spaceId}`)
  ctx.audit({
    subject: { type: 'waiting', id: found.id },
    region: found.regionCode,
    ...(reason && { reason }),
    changes: { state },
  })
  return true
}

/** An event takes the times that these holds kept for those they were offered to: they are told, and no longer wait. */
export async function endOffers(ctx: Context, holds: readonly string[], event: string): Promise<void> {
  const offered = await ctx.db.many(
    text<{ id: string }>(
      `select id from space.waiting where booking_id = any ($1::uuid[]) and state = 'offered' order by id for update`,
      [holds],
    ),
  )
  for (const { id } of offered) {
    const wait = await getWait(ctx, { waitId: id })
    const reason = m.cowork_clear_reason({ event }, { locale: wait.bookerLocale })
    if (await endWait(ctx, wait, 'removed', reason)) tellWaiting(ctx, 'removed', wait, { reason })
  }
}
