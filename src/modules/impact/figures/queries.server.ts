import { sql } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import {
  type Ask,
  asked,
  decided,
  type Fragment,
  groupUses,
  guests,
  judged,
  localTime,
  openDays,
  openHours,
  presences,
  sales,
  turns,
  uses,
  visits,
  waitingNow,
} from './facts.server.ts'
import type { Dimension, IndicatorKey } from './indicators.ts'
import { emptyTally, type Tally } from './rules.ts'

/** Counts of one span and, when taken apart, one part of it. */
export interface TallyRow extends Tally {
  bucket: number
  part: string
}

/** By what the rows are told apart: a dimension, and for regions how long the codes are. */
export interface Cut {
  by: Dimension
  codeLength: number
}

function partOf(cut: Cut | null): Fragment {
  switch (cut?.by) {
    case 'space':
      // A registration belongs to no space.
      return sql`coalesce(f.space_id::text, '')`
    case 'region':
      return sql`left(f.region_code, ${sql.lit(cut.codeLength)})`
    case 'kind':
      return sql`f.kind`
    case 'reason':
      return sql`coalesce(f.reason_code, 'other')`
    case 'state':
      return sql`f.state`
    case 'group':
      return sql`coalesce(f.group_kind, 'other')`
    case 'sex':
      return sql`coalesce(f.sex, 'unsaid')`
    case 'age':
      return sql`coalesce(f.age_group, 'unsaid')`
    default:
      return sql`''`
  }
}

/** What is added up of an indicator's records; columns not named stay as in `emptyTally`. */
function sums(key: IndicatorKey): { columns: Fragment; records: (ask: Ask) => Fragment } {
  switch (key) {
    case 'visits':
      return { columns: sql`count(*)::int as count, sum(f.people)::float8 as numerator`, records: visits }
    case 'utilisation':
      return { columns: sql`count(*)::int as count, sum(f.minutes)::float8 as numerator`, records: uses }
    case 'waiting':
      return {
        columns: sql`count(*)::int as count,
          percentile_cont(0.5) within group (order by f.waited_minutes) as p50,
          percentile_cont(0.9) within group (order by f.waited_minutes) as p90,
          (count(*) filter (where f.decided_at <= f.deadline))::int as "onTime"`,
        records: judged,
      }
    case 'refusals':
      return {
        columns: sql`(count(*) filter (where f.decision = 'rejected'))::int as count,
          (count(*) filter (where f.decision = 'rejected'))::float8 as numerator, count(*)::float8 as denominator`,
        records: decided,
      }
    case 'requests':
      return { columns: sql`count(*)::int as count`, records: asked }
    case 'guests':
      return { columns: sql`count(*)::int as count, sum(f.people)::float8 as numerator`, records: guests }
    case 'returning':
      return {
        columns: sql`count(*)::int as count, (count(*) filter (where f.returning))::float8 as numerator, count(*)::float8 as denominator`,
        records: groupUses,
      }
    case 'concentration':
      return {
        columns: sql`count(*)::int as count, sum(f.minutes)::float8 as denominator, count(distinct f.party)::int as parties`,
        records: groupUses,
      }
    case 'presence':
      return {
        columns: sql`count(*)::int as count, (count(*) filter (where f.state = 'present'))::float8 as numerator, count(*)::float8 as denominator`,
        records: presences,
      }
    case 'turns':
      return {
        columns: sql`count(*)::int as count, count(*)::float8 as numerator, count(distinct f.party)::float8 as denominator`,
        records: turns,
      }
    case 'sales':
      return {
        columns: sql`count(*)::int as count, (percentile_disc(0.5) within group (order by f.band))::float8 as p50,
          count(distinct f.party)::int as parties`,
        records: sales,
      }
  }
}

/**
 * How unevenly groups share the minutes (Gini: 0 all alike, towards 1 one has all), and the minutes of the tenth of them that
 * has most.
 */
const shares = (db: Database, ask: Ask, part: Fragment): Promise<Row[]> =>
  db.many<Row>(
    sql<Row>`select g.bucket, g.part, (2 * sum(g.rank * g.minutes) / nullif(max(g.groups) * sum(g.minutes), 0) - (max(g.groups) + 1.0) / max(g.groups))::float8 as p50,
        (sum(g.minutes) filter (where g.rank > g.groups - ceil(g.groups * 0.1)))::float8 as numerator
      from (select f.bucket, ${part} as part, sum(f.minutes) as minutes, count(*) over (partition by f.bucket, ${part}) as groups,
          row_number() over (partition by f.bucket, ${part} order by sum(f.minutes), f.party) as rank
        from ${groupUses(ask)} f where f.bucket is not null group by 1, 2, f.party) g
      group by 1, 2`,
  )

type Row = Partial<Tally> & Pick<TallyRow, 'bucket' | 'part'>

const grouped = (db: Database, columns: Fragment, records: Fragment, part: Fragment): Promise<Row[]> =>
  db.many<Row>(
    sql<Row>`select f.bucket, ${part} as part, ${columns} from ${records} f where f.bucket is not null group by 1, 2`,
  )

/** Counts of an indicator by span and part; a part with open days and no visit is there with nothing. */
export async function tally(
  db: Database,
  key: IndicatorKey,
  ask: Ask,
  cut: Cut | null = null,
): Promise<TallyRow[]> {
  const part = partOf(cut)
  const { columns, records } = sums(key)
  const open = key === 'visits' ? sql`count(distinct f.day)::float8` : sql`sum(f.minutes)::float8`
  // Who came, and how it went, cannot be told by when it was open: such parts have the whole as their measure.
  const ofPlaces = cut?.by !== 'group' && cut?.by !== 'state'
  const [counted, shared, opened] = await Promise.all([
    grouped(db, columns, records(ask), part),
    key === 'concentration' ? shares(db, ask, part) : [],
    key === 'visits' || key === 'utilisation'
      ? grouped(db, sql`${open} as denominator`, openDays(ask), ofPlaces ? part : sql`''`)
      : [],
  ])
  const rows = new Map<string, TallyRow>()
  for (const row of [...counted, ...shared, ...opened]) {
    const name = `${row.bucket} ${row.part}`
    rows.set(name, { ...emptyTally, ...rows.get(name), ...row })
  }
  const all = [...rows.values()]
  if (cut?.by === 'state' && key === 'presence')
    return ofOneWhole(all.map((row) => ({ ...row, numerator: row.count })))
  if (cut?.by === 'reason' || (!ofPlaces && key === 'utilisation')) return ofOneWhole(all)
  return all
}

/** Such parts share one whole: every decision, also those that needed no reason; every open hour; every stall that was looked at. */
function ofOneWhole(rows: readonly TallyRow[]): TallyRow[] {
  const whole = (bucket: number) =>
    rows.reduce((sum, row) => sum + (row.bucket === bucket ? (row.denominator ?? 0) : 0), 0)
  return rows.filter((row) => row.count > 0).map((row) => ({ ...row, denominator: whole(row.bucket) }))
}

/** Requests that still wait and are past their deadline: the lateness that decisions do not show yet. */
export const overdueNow = async (db: Database, ask: Ask, now: string): Promise<number> =>
  (
    await db.one(
      sql<{
        late: number
      }>`select count(*)::int as late from ${waitingNow(ask)} f where f.deadline < ${now}::timestamptz`,
    )
  ).late

/** Visits by weekday (1 Monday) and hour on the wall of the place. */
export const visitHours = (
  db: Database,
  ask: Ask,
): Promise<{ weekday: number; hour: number; people: number }[]> =>
  db.many(sql`select extract(isodow from f.local)::int as weekday, extract(hour from f.local)::int as hour,
      sum(f.people)::int as people
    from (select f.people, f.bucket, ${localTime(sql`f.at`, ask)} as local from ${visits(ask)} f) f
    where f.bucket is not null group by 1, 2 order by 1, 2`)

/** The part of the open minutes of each weekday and hour that was in use; where nothing was open there is no row. */
export const useHours = (
  db: Database,
  ask: Ask,
): Promise<{ weekday: number; hour: number; share: number }[]> =>
  db.many(sql`with used as (
      select extract(isodow from f.hour)::int as weekday, extract(hour from f.hour)::int as hour,
        sum(f.share * extract(epoch from least(f.hour + interval '1 hour', f.ends) - greatest(f.hour, f.starts)) / 60)::float8 as minutes
      from (select u.share, u.starts, u.ends, h.hour
        from (select f.share, f.bucket, ${localTime(sql`f.starts`, ask)} as starts,
            ${localTime(sql`f.starts`, ask)} + make_interval(mins => f.long) as ends from ${uses(ask)} f) u
        cross join lateral generate_series(date_trunc('hour', u.starts), u.ends - interval '1 second', interval '1 hour') h(hour)
        where u.bucket is not null) f
      group by 1, 2),
    open as (
      select extract(isodow from f.day)::int as weekday, f.hour, sum(f.minutes)::float8 as minutes
      from ${openHours(ask)} f where f.bucket is not null group by 1, 2)
    select o.weekday, o.hour, coalesce(u.minutes, 0) / o.minutes as share
    from open o left join used u on u.weekday = o.weekday and u.hour = o.hour order by 1, 2`)
