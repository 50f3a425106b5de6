import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { endedBy, touchSpace } from '../bookings/commands.server.ts'
import { isBooker } from '../policy.ts'
import { notifySeries } from './notices.server.ts'
import type { FoundSeries } from './queries.server.ts'

interface Ended {
  id: string
  phone: string | null
  locale: 'id' | 'en'
}

/** Give back every date still to come, from one on. Dates that were moved go with the others. @returns how many */
export async function cancelRest(
  ctx: Context,
  found: FoundSeries,
  { from, reason }: { from?: string | undefined; reason?: string | undefined },
): Promise<number> {
  const by = endedBy(ctx, found.regionCode, isBooker(ctx.actor, found))
  if (by === 'staff' && (reason ?? '').length < 3)
    throw new Fault('invalid_input', 'kernel_invalid_input', {
      fields: [{ path: 'reason', key: 'kernel_field_required' }],
    })
  const ended = await ctx.db.many(
    text<Ended>(
      `with due as (
         select b.id from space.booking b join space.series_date d on d.booking_id = b.id
         where d.series_id = $1 and b.state in ('requested', 'approved') and lower(b.during) > $2 and ($3::date is null or d.day >= $3)
         order by lower(b.during), b.id for update of b)
       update space.booking b set state = 'cancelled', ended_at = $2, ended_by = $4, reason = coalesce($5, b.reason), updated_at = $2,
         version = b.version + 1
       from due where due.id = b.id returning b.id, b.booker_phone as phone, b.booker_locale as locale`,
      [found.id, ctx.now, from ?? null, by, reason ?? null],
    ),
  )
  const [one] = ended
  if (!one) throw new Fault('conflict', 'series_nothing_to_cancel')
  if (by === 'staff')
    notifySeries(
      ctx,
      'cancelled',
      { ...found, count: ended.length, phone: one.phone, locale: one.locale },
      { reason: reason ?? '' },
    )
  touchSpace(ctx, found.spaceId)
  ctx.audit({
    subject: { type: 'series', id: found.id },
    region: found.regionCode,
    ...(reason && { reason }),
    changes: { cancelled: ended.length, ...(from && { from }) },
  })
  return ended.length
}
