import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { assertMay, endBooking } from '../bookings/lifecycle.server.ts'
import { notify } from '../bookings/notices.server.ts'
import { getRequested } from '../bookings/queries.server.ts'
import { listLinesDue } from '../waiting/queries.server.ts'
import { expireHolds, forgetUnsent, listDue } from './queries.server.ts'

const system = (actor: Actor) => allowIf(actor.kind === 'system', 'hidden')
const One = z.object({ bookingId: z.uuid() })
const locked = (ctx: Context, { bookingId }: { bookingId: string }) => getRequested(ctx, { bookingId }, true)

/** What the clock does once a minute: stale holds end, and each booking whose time has come gets a job of its own. */
export const sweep = operation({
  name: 'space.sweep',
  summary: 'End holds that ran out, and start what is due.',
  input: z.object({}),
  output: z.object({ holds: z.number().int(), forgotten: z.number().int(), due: z.number().int() }),
  can: system,
  async run(ctx) {
    const [freed, forgotten, due, lines] = await Promise.all([
      expireHolds(ctx),
      forgetUnsent(ctx),
      listDue(ctx),
      listLinesDue(ctx),
    ])
    for (const { spaceId } of freed) touchSpace(ctx, spaceId)
    for (const { id, task } of due)
      ctx.emit(task, { bookingId: id }, { key: `${task}:${id}`, maxAttempts: 5 })
    for (const { spaceId } of lines)
      ctx.emit('space_offer', { spaceId }, { key: `space_offer:${spaceId}`, maxAttempts: 5 })
    const done = { holds: freed.length, forgotten, due: due.length + lines.length }
    ctx.audit({ changes: done, nothing: done.holds + forgotten + done.due === 0 })
    return done
  },
})

/** Nobody decided in time. The person is told, and the time is free. */
export const expireRequest = operation({
  name: 'space.expire_request',
  summary: 'End a request that nobody decided before it began.',
  input: One,
  output: z.object({ id: z.uuid() }),
  subject: locked,
  can: system,
  async run(ctx, { bookingId }, found) {
    assertMay(found, 'expired')
    if (found.start > ctx.now) throw new Fault('conflict', 'space_wrong_state')
    await endBooking(ctx, found, 'expired', 'system')
    notify(ctx, 'expired', found)
    return { id: bookingId }
  },
})

export const remind = operation({
  name: 'space.remind_booker',
  summary: 'Remind somebody of their booking tomorrow.',
  input: One,
  output: z.object({ id: z.uuid() }),
  subject: locked,
  can: system,
  async run(ctx, { bookingId }, found) {
    const first = await ctx.db.exec(
      text(
        `update space.booking set reminded_at = $2 where id = $1 and reminded_at is null and state = 'approved'`,
        [bookingId, ctx.now],
      ),
    )
    if (first === 1) notify(ctx, 'reminder', found)
    ctx.audit({ subject: { type: 'booking', id: bookingId }, region: found.regionCode })
    return { id: bookingId }
  },
})

export const upkeepOperations = [sweep, expireRequest, remind]
