import type { Context } from '#kernel/context.ts'
import { holidayDatesSql } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import type { Ground, Taken } from '../calendar/rules.ts'
import { instant, millis } from '../time.ts'
import { stretchesOf } from './rules.ts'
import type { FreeSearch, FreeTime } from './schema.ts'

/** A unit that people may book, with the rules of its place; nobody's times yet. */
export interface Candidate extends Omit<FreeTime, 'start' | 'end' | 'place'> {
  regionCode: string
  ground: Ground
}

interface Row extends Omit<Candidate, 'ground'> {
  slotMinutes: number
  minMinutes: number
  maxMinutes: number
  bufferMinutes: number
  minDaysAhead: number
  maxDaysAhead: number
  openings: [number, number, number][]
  closures: [number, number][] | null
  holidays: string[]
}

/** Halls, rooms and areas; seats and stalls are chosen on the plan of their place. */
const sql = `select s.id as "spaceId", s.slug, s.name, s.kind, u.id as "unitId", u.name as "unitName", u.kind as "unitKind", s.address,
    s.region_code as "regionCode", s.zone, u.capacity, s.fee, coalesce(u.approval, s.approval) as approval,
    s.slot_minutes as "slotMinutes", coalesce(u.min_minutes, s.min_minutes) as "minMinutes",
    coalesce(u.max_minutes, s.max_minutes) as "maxMinutes", s.buffer_minutes as "bufferMinutes",
    s.min_days_ahead as "minDaysAhead", s.max_days_ahead as "maxDaysAhead",
    case when s.closed_on_holidays
      then ${holidayDatesSql('s.region_code', '$1::timestamptz::date', '$2::timestamptz::date')} else '[]' end as holidays,
    (select coalesce(json_agg(json_build_array(o.weekday, o.from_minute, o.to_minute)), '[]')
      from space.opening o where o.space_id = s.id) as openings,
    (select json_agg(json_build_array(extract(epoch from lower(c.during)) * 1000, extract(epoch from upper(c.during)) * 1000))
      from space.closure c where c.space_id = s.id and c.withdrawn_at is null and c.during && tstzrange($1::timestamptz, $2::timestamptz)) as closures
  from space.space s join space.unit u on u.space_id = s.id
  where s.state = 'published' and s.who <> 'desk' and u.active and u.bookable and u.kind in ('whole', 'area', 'room')
    and ($3::text is null or s.region_code ^@ $3) and ($4::text is null or s.kind = $4) and ($5::int is null or u.capacity >= $5)
  order by s.name, u.position, u.id`

export async function listCandidates(
  ctx: Context,
  { region, kind, capacity, minutes }: FreeSearch,
  { from, to }: { from: string; to: string },
): Promise<Candidate[]> {
  const window = wallWindow(from, to)
  const rows = await ctx.db.many(
    text<Row>(sql, [window.from, window.to, region || null, kind ?? null, capacity ?? null]),
  )
  const now = millis(ctx.now)
  return rows
    .filter(({ maxMinutes }) => maxMinutes >= minutes)
    .map((row) => ({
      ...row,
      ground: {
        now,
        taken: [],
        closures: (row.closures ?? []).map(([start, end]) => ({ start, end })),
        holidays: new Set(row.holidays),
        rules: {
          ...row,
          openings: row.openings.map(([weekday, start, end]) => ({ weekday, from: start, to: end })),
        },
      },
    }))
}

/** All of these days wherever in Indonesia, and four hours more: the longest buffer reaches so far (UTC+9 to UTC+7). */
const wallWindow = (from: string, to: string) => ({
  from: instant(Date.parse(from) - 9 * 3_600_000),
  to: instant(Date.parse(to) + (24 - 7 + 4) * 3_600_000),
})

/** When these units are not free on these days; days that follow each other are asked for as one stretch. */
export async function takenOf(
  ctx: Context,
  units: readonly string[],
  dates: readonly string[],
): Promise<Map<string, Taken[]>> {
  const windows = stretchesOf(dates).map(([from, to]) => wallWindow(from, to))
  const rows = await ctx.db.many(
    text<{ unit_id: string; starts_at: number; ends_at: number }>(
      'select * from space.taken_of($1, $2, $3, $4)',
      [units, windows.map(({ from }) => from), windows.map(({ to }) => to), ctx.now],
    ),
  )
  const found = new Map<string, Taken[]>()
  for (const { unit_id, starts_at: start, ends_at: end } of rows) {
    const own = found.get(unit_id)
    const time = { start, end, blockedUntil: end, kind: 'taken' as const }
    if (own) own.push(time)
    else found.set(unit_id, [time])
  }
  return found
}
