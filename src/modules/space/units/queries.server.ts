import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { getBookable, groundOf } from '../calendar/queries.server.ts'
import { isDesk } from '../policy.ts'
import { instant, millis, minute } from '../time.ts'
import { isOpen, unitState } from './rules.ts'
import type { Unit } from './schema.ts'

const columns = `u.id, u.space_id as "spaceId", u.kind, u.code, u.name, u.capacity, u.parent_id as "parentId", u.active, u.bookable,
  u.approval, u.min_minutes as "minMinutes", u.max_minutes as "maxMinutes", u.position`

type Row = Omit<Unit, 'state'> & { states: string[] }

/** Everything in the way of each unit in a time, read once for the whole space. */
const listing = `with way as (
    select tu.span, t.state from space.taken($1, $2, $3, $4) t join space.unit tu on tu.id = t.unit_id
    where tstzrange(t.starts_at, t.blocked_until) && tstzrange($2::timestamptz, $3::timestamptz)
  )
  select ${columns}, (select coalesce(array_agg(distinct w.state), '{}') from way w where w.span && u.span) as states
  from space.unit u where u.space_id = $1 and (u.active or $5)
  order by u.kind = 'whole' desc, u.active desc, lower(u.span)`

export interface Listed {
  space: Awaited<ReturnType<typeof getBookable>>
  start: string
  end: string
  items: Unit[]
}

/** The units of a space in a wanted time; those no longer in use are for its staff. */
export async function listUnits(
  ctx: Context,
  key: string,
  wanted: { start?: string | undefined; end?: string | undefined },
): Promise<Listed> {
  const start = wanted.start ?? instant(millis(ctx.now))
  const end = wanted.end ?? instant(millis(start) + minute)
  const space = await getBookable(ctx.db, key, { from: start, to: end, now: ctx.now, accountId: null })
  const rows = await ctx.db.many(
    text<Row>(listing, [space.id, start, end, ctx.now, isDesk(ctx.actor, space.regionCode)]),
  )
  const open = isOpen({ start: millis(start), end: millis(end) }, groundOf(space, ctx.now))
  const items = rows.map(({ states, ...unit }) => ({ ...unit, state: unitState(open, states) }))
  return { space, start, end, items }
}

export interface FoundUnit extends Omit<Unit, 'state'> {
  regionCode: string
  spaceState: 'draft' | 'published' | 'archived'
}

/** One unit, locked: bookings of it wait meanwhile. @throws Fault `not_found` */
export async function getUnit(ctx: Context, unitId: string): Promise<FoundUnit> {
  const row = await ctx.db.maybe(
    text<FoundUnit>(
      `select ${columns}, s.region_code as "regionCode", s.state as "spaceState"
       from space.unit u join space.space s on s.id = u.space_id where u.id = $1`,
      [unitId],
    ),
  )
  if (!row) throw new Fault('not_found', 'cowork_unit_not_found')
  return row
}
