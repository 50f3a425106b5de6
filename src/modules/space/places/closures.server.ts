import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { notify } from '../bookings/notices.server.ts'
import { bookingColumns, bookingTables, type FoundBooking } from '../bookings/queries.server.ts'
import type { Space } from '../schema.ts'
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
