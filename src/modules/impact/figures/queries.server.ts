import { sql } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import {
  type Ask,
  asked,
  decided,
  type Fragment,
  judged,
  localTime,
  openDays,
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
  }
}

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
  const [counted, opened] = await Promise.all([
    grouped(db, columns, records(ask), part),
    key === 'visits' || key === 'utilisation'
      ? grouped(db, sql`${open} as denominator`, openDays(ask), part)
      : [],
  ])
  const rows = new Map<string, TallyRow>()
  for (const row of [...counted, ...opened]) {
    const name = `${row.bucket} ${row.part}`
    rows.set(name, { ...emptyTally, ...rows.get(name), ...row })
  }
  return cut?.by === 'reason' ? byReason([...rows.values()]) : [...rows.values()]
}

/** Reasons share one whole: every decision, also those that needed none. */
function byReason(rows: readonly TallyRow[]): TallyRow[] {
  const decisions = (bucket: number) =>
    rows.reduce((sum, row) => sum + (row.bucket === bucket ? (row.denominator ?? 0) : 0), 0)
  return rows.filter((row) => row.count > 0).map((row) => ({ ...row, denominator: decisions(row.bucket) }))
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
