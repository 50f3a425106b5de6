import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'

/** What the passing of time asks of a booking. */
export interface Due {
  id: string
  task: 'space_expire' | 'space_complete' | 'space_no_show' | 'space_remind'
}

/**
 * Bookings whose time has come: undecided when they begin, over with or without anybody there (unless they owe jobs to local
 * members: those wait, and staff see them as open), and those of tomorrow whose
 * people are reminded from nine in the morning (of the space), unless they asked just now.
 */
export const listDue = (ctx: Context): Promise<Due[]> =>
  ctx.db.many(
    text<Due>(
      `select b.id, 'space_expire' as task from space.booking b where b.state = 'requested' and lower(b.during) <= $1::timestamptz
       union all
       select b.id, case b.state when 'checked_in' then 'space_complete' else 'space_no_show' end
       from space.booking b where b.state in ('checked_in', 'approved') and upper(b.during) <= $1::timestamptz
         and (b.state = 'approved' or space.settled(b.id))
       union all
       select b.id, 'space_remind' from space.booking b join space.space s on s.id = b.space_id
       where b.state = 'approved' and b.reminded_at is null and b.booker_phone is not null
         and lower(b.during) between $1::timestamptz and $1::timestamptz + interval '40 hours'
         and (lower(b.during) at time zone s.zone)::date = ($1::timestamptz at time zone s.zone)::date + 1
         and extract(hour from $1::timestamptz at time zone s.zone) >= 9
         and b.requested_at < $1::timestamptz - interval '3 hours'
       limit 500`,
      [ctx.now],
    ),
  )

/** End holds that ran out. @returns the spaces that are free again */
export const expireHolds = (ctx: Context): Promise<{ spaceId: string }[]> =>
  ctx.db.many(
    text<{ spaceId: string }>(
      `update space.booking set state = 'expired', ended_at = $1, ended_by = 'system', updated_at = $1, version = version + 1
       where state = 'held' and hold_until <= $1 returning space_id as "spaceId"`,
      [ctx.now],
    ),
  )

/** What somebody answered and never sent is forgotten an hour later: they did not ask for anything. */
export const forgetUnsent = (ctx: Context): Promise<number> =>
  ctx.db.exec(
    text(
      `update space.booking set booker_name = '', group_name = null, group_kind = null, purpose = null, note = null,
         attendees = null, business_id = null
       where requested_at is null and purpose is not null and updated_at < $1::timestamptz - interval '1 hour'
         and state in ('expired', 'cancelled')`,
      [ctx.now],
    ),
  )
