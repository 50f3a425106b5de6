import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { newRules } from '../places/commands.server.ts'
import type { Space } from '../schema.ts'
import { dateAt, millis } from '../time.ts'
import { areaOf } from './geometry.ts'
import { planFaults } from './rules.ts'
import type { MarketDays, PlanInput } from './schema.ts'

interface KnownUnit {
  id: string
  code: string | null
  active: boolean
  placed: boolean
}

/**
 * Save a whole plan: what is in it exists, what is not is retired. The space is locked by the caller, so that of two who save
 * at once the second is told that the plan is another by now.
 */
export async function savePlan(ctx: Context, space: Space, plan: PlanInput): Promise<number> {
  const faults = planFaults(plan)
  if (faults.length > 0)
    throw new Fault('invalid_input', 'kernel_invalid_input', { fields: faults.slice(0, 20) })
  const version = await saveGround(ctx, space, plan)
  const known = await ctx.db.many(
    text<KnownUnit>(
      `select u.id, u.code, u.active, exists (select from space.stall_place p where p.unit_id = u.id) as placed
       from space.unit u where u.space_id = $1 and u.kind = 'stall' order by u.id for update`,
      [space.id],
    ),
  )
  const ids = new Map(known.map((unit) => [unit.id, unit]))
  const byCode = new Map(known.map((unit) => [unit.code, unit]))
  const rows = plan.stalls.map((stall, position) => {
    if (stall.unitId !== null && !ids.has(stall.unitId)) throw new Fault('not_found', 'market_unit_not_found')
    // A number that was used before is the same stall again, with its history.
    const again = byCode.get(stall.code)
    const given = plan.stalls.some((other) => other.unitId === again?.id)
    const id = stall.unitId ?? (again && !given ? again.id : undefined)
    return { ...stall, id: id ?? newId(), fresh: id === undefined, area: areaOf(stall.shape), position }
  })
  const kept = new Set(rows.map(({ id }) => id))
  await retire(
    ctx,
    space,
    known.filter((unit) => unit.active && unit.placed && !kept.has(unit.id)),
  )
  await writeStalls(ctx, space, rows)
  ctx.audit({
    subject: { type: 'space', id: space.id },
    region: space.regionCode,
    changes: {
      plan: version,
      stalls: rows.length,
      added: rows.filter(({ fresh }) => fresh).map(({ code }) => code),
    },
  })
  touchSpace(ctx, space.id)
  return version
}

async function saveGround(ctx: Context, space: Space, plan: PlanInput): Promise<number> {
  const saved = await ctx.db.maybe(
    text<{ version: number }>(
      `insert into space.plan as p (space_id, width, height, features, zones, updated_at, updated_by)
       select $1, $2, $3, $4::jsonb, $5::jsonb, $6, $7
       where $8 = 0 or exists (select from space.plan o where o.space_id = $1)
       on conflict (space_id) do update set width = excluded.width, height = excluded.height, features = excluded.features,
         zones = excluded.zones, updated_at = excluded.updated_at, updated_by = excluded.updated_by, version = p.version + 1
         where p.version = $8
       returning version`,
      [
        space.id,
        plan.width,
        plan.height,
        JSON.stringify(plan.features),
        JSON.stringify(plan.zones),
        ctx.now,
        ctx.actor.accountId,
        plan.version,
      ],
    ),
  )
  if (!saved) throw new Fault('stale', 'market_plan_stale')
  return saved.version
}

/** A stall somebody holds or booked is not rubbed out. */
async function retire(ctx: Context, space: Space, units: readonly KnownUnit[]): Promise<void> {
  if (units.length === 0) return
  const gone = units.map(({ id }) => id)
  const inUse = await ctx.db.many(
    text<{ code: string }>(
      `select distinct u.code from space.unit u where u.id = any ($1::uuid[]) and (
         exists (select from space.lease l where l.unit_id = u.id and l.state in ('offered', 'active'))
         or exists (select from space.booking b where b.unit_id = u.id and b.state in ('held', 'requested', 'approved', 'checked_in')
           and upper(b.during) > $2)) order by u.code`,
      [gone, ctx.now],
    ),
  )
  if (inUse.length > 0)
    throw new Fault('conflict', 'market_plan_in_use', {
      params: {
        codes: inUse
          .slice(0, 10)
          .map(({ code }) => code)
          .join(', '),
      },
    })
  await ctx.db.exec(
    text(
      'update space.unit set active = false, rules_version = rules_version + 1 where id = any ($1::uuid[]) and space_id = $2',
      [gone, space.id],
    ),
  )
}

interface Row {
  id: string
  fresh: boolean
  code: string
  area: number
  position: number
  tenure: string
}

async function writeStalls(ctx: Context, space: Space, rows: readonly Row[]): Promise<void> {
  const json = JSON.stringify(rows)
  // Numbers may be exchanged between stalls: they are taken away from all first.
  await ctx.db.exec(
    text(
      `update space.unit u set code = null from jsonb_to_recordset($1::jsonb) r(id uuid, code text)
       where u.id = r.id and u.code is distinct from r.code`,
      [json],
    ),
  )
  await ctx.db.exec(
    text(
      `update space.unit u set code = r.code, name = case when u.code = r.code then u.name else r.code end, active = true, bookable = r.tenure = 'daily', position = r.position,
         capacity = greatest(1, floor(r.area))::int,
         rules_version = u.rules_version + (case when u.active and u.bookable = (r.tenure = 'daily') then 0 else 1 end)
       from jsonb_to_recordset($1::jsonb) r(id uuid, fresh boolean, code text, tenure text, position int, area numeric)
       where u.id = r.id and not r.fresh`,
      [json],
    ),
  )
  await ctx.db.exec(
    text(
      `insert into space.unit (id, space_id, kind, name, code, capacity, position, bookable)
       select r.id, $2, 'stall', r.code, r.code, greatest(1, floor(r.area))::int, r.position, r.tenure = 'daily'
       from jsonb_to_recordset($1::jsonb) r(id uuid, fresh boolean, code text, tenure text, position int, area numeric)
       where r.fresh order by r.position`,
      [json, space.id],
    ),
  )
  await ctx.db.exec(
    text(
      `insert into space.stall_place (unit_id, space_id, shape, stall_kind, tenure, zone, area, water, power)
       select r.id, $2, r.shape, r."stallKind", r.tenure, r.zone, r.area, r.water, r.power
       from jsonb_to_recordset($1::jsonb) r(id uuid, shape jsonb, "stallKind" text, tenure text, zone text, area numeric,
         water boolean, power boolean)
       on conflict (unit_id) do update set shape = excluded.shape, stall_kind = excluded.stall_kind, tenure = excluded.tenure,
         zone = excluded.zone, area = excluded.area, water = excluded.water, power = excluded.power`,
      [json, space.id],
    ),
  )
}

/** Set on which weeks of the month and on which dates the market is held. Bookings already made keep their days. */
export async function saveMarketDays(ctx: Context, space: Space, days: MarketDays): Promise<void> {
  await ctx.db.exec(text('delete from space.market_week where space_id = $1', [space.id]))
  await ctx.db.exec(text('delete from space.market_date where space_id = $1', [space.id]))
  const weeks = [...new Map(days.weeks.map((one) => [one.weekday, one])).values()]
  const today = dateAt(millis(ctx.now), space.zone)
  const dates = [...new Map(days.dates.map((one) => [one.day, one])).values()]
  await ctx.db.exec(
    text(
      `insert into space.market_week (space_id, weekday, weeks)
       select $1, r.weekday, array(select distinct jsonb_array_elements_text(r.weeks)::smallint)
       from jsonb_to_recordset($2::jsonb) r(weekday smallint, weeks jsonb)`,
      [space.id, JSON.stringify(weeks)],
    ),
  )
  await ctx.db.exec(
    text(
      `insert into space.market_date (space_id, day, from_minute, to_minute, note)
       select $1, r.day, r."from", r."to", r.note
       from jsonb_to_recordset($2::jsonb) r(day date, "from" smallint, "to" smallint, note text)`,
      [space.id, JSON.stringify(dates)],
    ),
  )
  await newRules(ctx, space.id)
  ctx.audit({
    subject: { type: 'space', id: space.id },
    region: space.regionCode,
    changes: { marketDays: days, asOf: today },
  })
  touchSpace(ctx, space.id)
}
