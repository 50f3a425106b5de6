import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { formatDateTime } from '#kernel/format.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { assertMay, endBooking } from '../bookings/lifecycle.server.ts'
import type { FoundBooking } from '../bookings/queries.server.ts'
import { graceMinutes } from '../bookings/states.ts'
import { tellAbsent } from '../fairness/commands.server.ts'
import { arrival } from './rules.ts'

export interface CheckIn {
  how: 'qr' | 'code' | 'desk'
  people?: number | undefined
}

/**
 * Somebody came. During the booking it becomes checked in; after its end, within a week, the visit is recorded afterwards
 * and the booking is complete, also when it had been taken for missed.
 */
export async function checkIn(ctx: Context, found: FoundBooking, { how, people }: CheckIn): Promise<void> {
  const told = { params: { time: formatDateTime(found.checkedInAt ?? found.start, ctx.locale, found.zone) } }
  const outcome = arrival(found, ctx.now)
  if ('refusal' in outcome)
    throw new Fault('conflict', `space_arrival_${outcome.refusal}`, {
      ...told,
      details: { rule: outcome.refusal, state: found.state },
    })
  assertMay(found, outcome.state)
  await ctx.db.exec(
    text(
      `insert into space.check_in (booking_id, space_id, unit_id, region_code, at, how, people, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        found.id,
        found.spaceId,
        found.unitId,
        found.regionCode,
        outcome.at,
        how,
        people ?? found.attendees,
        ctx.actor.accountId,
        ctx.now,
      ],
    ),
  )
  await ctx.db.exec(
    text(
      `update space.booking set state = $2, ended_at = case when $2 = 'completed' then $3::timestamptz end,
         ended_by = case when $2 = 'completed' then 'staff' end, updated_at = $3, version = version + 1
       where id = $1`,
      [found.id, outcome.state, ctx.now],
    ),
  )
  touchSpace(ctx, found.spaceId)
  ctx.audit({
    subject: { type: 'booking', id: found.id },
    region: found.regionCode,
    changes: { state: outcome.state, people: people ?? found.attendees, how },
  })
}

/** The visit is over; the count at the door may be put right once more. */
export async function completeBooking(
  ctx: Context,
  found: FoundBooking,
  people: number | undefined,
  by: 'staff' | 'system',
): Promise<void> {
  assertMay(found, 'completed')
  if (found.state !== 'checked_in') throw new Fault('conflict', 'space_not_arrived')
  if (people !== undefined && people !== found.people)
    await ctx.db.exec(
      text('update space.check_in set people = $2, version = version + 1 where booking_id = $1', [
        found.id,
        people,
      ]),
    )
  await endBooking(ctx, found, 'completed', by)
}

/** Nobody came: the rest of the time is free for others at once. */
export async function markNoShow(ctx: Context, found: FoundBooking, by: 'staff' | 'system'): Promise<void> {
  assertMay(found, 'no_show')
  if (Date.parse(ctx.now) < Date.parse(found.start) + graceMinutes * 60_000)
    throw new Fault('conflict', 'space_no_show_early', { params: { minutes: graceMinutes } })
  await endBooking(ctx, found, 'no_show', by)
  await tellAbsent(ctx, found)
}
