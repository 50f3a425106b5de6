import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import type { Space } from '../schema.ts'
import { dateAt, localDay, millis, plusDays } from '../time.ts'
import type { MarketDays, Plan, PlanStall, Stall, StallState } from './schema.ts'

interface StallRow {
  unitId: string
  code: string
  shape: Stall['shape']
  stallKind: Stall['stallKind']
  tenure: Stall['tenure']
  zone: string | null
  area: string
  water: boolean
  power: boolean
  taken: string[]
}

/** How a stall stands on a day, from what is in its way. */
function stateOf({ tenure, taken }: StallRow, open: boolean): StallState {
  if (taken.includes('leased')) return 'leased'
  if (taken.includes('held')) return 'held'
  if (taken.length > 0) return 'taken'
  if (tenure !== 'daily') return 'vacant'
  return open ? 'free' : 'closed'
}

/** The days on which a market is held, from today on. */
export const listMarketDays = (
  ctx: Context,
  space: { id: string; zone: string },
  days = 62,
): Promise<{ day: string; note: string }[]> => {
  const today = dateAt(millis(ctx.now), space.zone)
  return ctx.db.many(
    text<{ day: string; note: string }>(
      `select d.day, coalesce(g.note, '') as note from space.v_open_day d
       left join space.market_date g on g.space_id = d.space_id and g.day = d.day
       where d.space_id = $1 and d.minutes > 0 and d.day between $2 and $3 order by d.day`,
      [space.id, today, plusDays(today, days)],
    ),
  )
}

/** The plan of a space with the state of its stalls on a day: the next market day unless another is asked for. */
export async function readPlan(ctx: Context, space: Space, asked?: string): Promise<Plan> {
  const days = await listMarketDays(ctx, space)
  const day = asked ?? days[0]?.day ?? null
  const plan = await ctx.db.maybe(
    text<{
      width: string
      height: string
      features: Plan['features']
      zones: Plan['zones']
      version: number
    }>('select width, height, features, zones, version from space.plan where space_id = $1', [space.id]),
  )
  const start = localDay(day ?? dateAt(millis(ctx.now), space.zone), space.zone).start
  const rows = await ctx.db.many(
    text<StallRow>(
      `with taken as (
         select u.span, t.state from space.taken($1, $2, $3, $4, null) t join space.unit u on u.id = t.unit_id
         where t.starts_at < $3 and t.ends_at > $2)
       select p.unit_id as "unitId", u.code, p.shape, p.stall_kind as "stallKind", p.tenure, p.zone, p.area, p.water, p.power,
         array(select t.state from taken t where t.span && u.span) as taken
       from space.stall_place p join space.unit u on u.id = p.unit_id
       where p.space_id = $1 and u.active and u.code is not null
       order by regexp_replace(u.code, '\\d+$', ''), nullif(substring(u.code from '\\d+$'), '')::bigint nulls first, u.code`,
      [space.id, new Date(start).toISOString(), new Date(start + 86_400_000).toISOString(), ctx.now],
    ),
  )
  const open = day !== null && days.some((one) => one.day === day)
  return {
    spaceId: space.id,
    version: plan?.version ?? 0,
    width: Number(plan?.width ?? 40),
    height: Number(plan?.height ?? 30),
    zones: plan?.zones ?? [],
    features: plan?.features ?? [],
    stalls: rows.map(({ taken, ...row }) => ({
      ...row,
      area: Number(row.area),
      state: stateOf({ taken, ...row }, open),
    })),
    day,
    days,
  }
}

/** A stall as it is saved: without what depends on the day. */
export const savedStall = ({ area: _, state: __, ...stall }: Stall): PlanStall => stall

/** Which weeks and which dates make a market day. */
export async function readMarketDays(ctx: Context, spaceId: string): Promise<MarketDays> {
  const [weeks, dates] = await Promise.all([
    ctx.db.many(
      text<MarketDays['weeks'][number]>(
        'select weekday, weeks from space.market_week where space_id = $1 order by weekday',
        [spaceId],
      ),
    ),
    ctx.db.many(
      text<MarketDays['dates'][number]>(
        `select day, from_minute as from, to_minute as to, note from space.market_date where space_id = $1 order by day`,
        [spaceId],
      ),
    ),
  ])
  return { weeks, dates }
}
