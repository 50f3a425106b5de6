import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { tell } from './notices.server.ts'
import { remindDays } from './rules.ts'

interface Due {
  id: string
  spaceId: string
  spaceName: string
  unitCode: string
  regionCode: string
  phone: string | null
  until: string
}

const returning = `returning l.id, l.space_id as "spaceId", s.name as "spaceName", coalesce(u.code, u.name) as "unitCode",
  l.region_code as "regionCode", l.holder_phone as phone, upper(l.term) - 1 as until`

const facts = (due: Due) => ({
  id: due.id,
  unit: { code: due.unitCode, spaceName: due.spaceName, regionCode: due.regionCode },
  phone: due.phone,
  until: due.until,
})

/** Leases whose last day is over end by themselves; none goes on because nobody looked. Who was renewed, or had a single day, is not told of an end. */
export async function endDue(ctx: Context): Promise<number> {
  const ended = await ctx.db.many(
    text<Due & { quiet: boolean }>(
      `update space.lease l set state = 'ended', ended_on = upper(l.term) - 1, updated_at = $1, version = l.version + 1
       from space.space s, space.unit u
       where s.id = l.space_id and u.id = l.unit_id and l.state = 'active' and upper(l.term) <= ($1::timestamptz at time zone s.zone)::date
       ${returning}, exists (select from space.lease_review r where r.lease_id = l.id and r.decision = 'renewed') or l.kind = 'daily' as quiet`,
      [ctx.now],
    ),
  )
  for (const lease of ended) {
    if (!lease.quiet) tell(ctx, 'ended', facts(lease))
    touchSpace(ctx, lease.spaceId)
  }
  return ended.length
}

/** Whose letter is missing, because its making failed or the lease was taken over from paper, gets it now. */
export async function askForLetters(ctx: Context): Promise<number> {
  const without = await ctx.db.many(
    text<{ id: string }>(
      `select l.id from space.lease l where l.state = 'active' and l.number is not null
         and not exists (select from space.letter t where t.lease_id = l.id and t.kind = 'permit') order by l.id limit 200`,
    ),
  )
  for (const { id } of without) ctx.emit('space_letter', { leaseId: id }, { key: `space_letter:${id}` })
  return without.length
}

/** Once, in time for the review. */
export async function remindEnding(ctx: Context): Promise<number> {
  const near = await ctx.db.many(
    text<Due>(
      `update space.lease l set reminded_on = ($1::timestamptz at time zone s.zone)::date
       from space.space s, space.unit u
       where s.id = l.space_id and u.id = l.unit_id and l.state = 'active' and l.reminded_on is null
         and upper(l.term) - 1 - ($1::timestamptz at time zone s.zone)::date between 0 and $2
         and upper(l.term) - lower(l.term) > $2
         and not exists (select from space.lease_review r where r.lease_id = l.id)
       ${returning}`,
      [ctx.now, remindDays],
    ),
  )
  for (const lease of near) tell(ctx, 'ending', facts(lease))
  return near.length
}
