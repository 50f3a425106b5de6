import { sql } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { type Ask, asked, decided, type Fragment, localTime, openDays, uses, visits } from './facts.server.ts'
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
      return sql`f.space_id::text`
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

const noPercentiles = sql`null::float8 as p50, null::float8 as p90, null::int as "onTime"`

/** What is added up of an indicator's records. */
function sums(key: IndicatorKey, ask: Ask, part: Fragment): Fragment {
  switch (key) {
    case 'visits':
      return sql`select bucket, ${part} as part, count(*)::int as count, sum(f.people)::float8 as numerator,
        ${noPercentiles} from ${visits(ask)} f`
    case 'utilisation':
      return sql`select bucket, ${part} as part, count(*)::int as count, sum(f.minutes) as numerator,
        ${noPercentiles} from ${uses(ask)} f`
    case 'waiting':
      return sql`select bucket, ${part} as part, count(*)::int as count, null::float8 as numerator,
        percentile_cont(0.5) within group (order by f.waited_minutes) as p50,
        percentile_cont(0.9) within group (order by f.waited_minutes) as p90,
        (count(*) filter (where f.decided_at <= f.deadline))::int as "onTime" from ${decided(ask)} f`
    case 'refusals':
      return sql`select bucket, ${part} as part, (count(*) filter (where f.decision = 'rejected'))::int as count,
        (count(*) filter (where f.decision = 'rejected'))::float8 as numerator,
        ${noPercentiles} from ${decided(ask)} f`
    case 'requests':
      return sql`select bucket, ${part} as part, count(*)::int as count, null::float8 as numerator,
        ${noPercentiles} from ${asked(ask)} f`
  }
}

/** What the sums are divided by. Refusals by reason all share one: every decision. */
function base(key: IndicatorKey, ask: Ask, part: Fragment, by: Dimension | undefined): Fragment | undefined {
  if (key === 'visits')
    return sql`select bucket, ${part} as part, count(distinct f.day)::float8 as denominator from ${openDays(ask)} f`
  if (key === 'utilisation')
    return sql`select bucket, ${part} as part, sum(f.minutes)::float8 as denominator from ${openDays(ask)} f`
  if (key !== 'refusals') return undefined
  const own = by === 'reason' ? sql`''` : part
  return sql`select bucket, ${own} as part, count(*)::float8 as denominator from ${decided(ask)} f`
}

type Sum = Omit<TallyRow, 'denominator'>
type Base = Pick<TallyRow, 'bucket' | 'part' | 'denominator'>

const grouped = (rows: Fragment) => sql`${rows} where bucket is not null group by 1, 2`

/** Counts of an indicator by span and part; a part with open days and no visit is there with nothing. */
export async function tally(db: Database, key: IndicatorKey, ask: Ask, cut: Cut | null = null): Promise<TallyRow[]> {
  const part = partOf(cut)
  const divisor = base(key, ask, part, cut?.by)
  const [sumRows, baseRows] = await Promise.all([
    db.many<Sum>(sql<Sum>`${grouped(sums(key, ask, part))}`),
    divisor ? db.many<Base>(sql<Base>`${grouped(divisor)}`) : [],
  ])
  const rows = new Map<string, TallyRow>()
  const rowOf = (bucket: number, name: string) => {
    const found = rows.get(`${bucket} ${name}`) ?? { ...emptyTally, bucket, part: name }
    rows.set(`${bucket} ${name}`, found)
    return found
  }
  for (const row of sumRows) Object.assign(rowOf(row.bucket, row.part), row)
  if (cut?.by === 'reason')
    for (const { bucket, denominator } of baseRows)
      for (const row of rows.values()) if (row.bucket === bucket) row.denominator = denominator
  if (cut?.by !== 'reason') for (const row of baseRows) rowOf(row.bucket, row.part).denominator = row.denominator
  return [...rows.values()].filter((row) => cut?.by !== 'reason' || row.count > 0)
}

/** Visits by weekday (1 Monday) and hour on the wall of the place. */
export const visitHours = (db: Database, ask: Ask): Promise<{ weekday: number; hour: number; people: number }[]> =>
  db.many(sql`select extract(isodow from f.local)::int as weekday, extract(hour from f.local)::int as hour,
      sum(f.people)::int as people
    from (select f.people, f.bucket, ${localTime(sql`f.at`, ask)} as local from ${visits(ask)} f) f
    where f.bucket is not null group by 1, 2 order by 1, 2`)
