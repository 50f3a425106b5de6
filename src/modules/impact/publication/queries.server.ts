import { spaceNames } from '#modules/space/queries.server.ts'
import { sql, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { type Ask, decided } from '../figures/facts.server.ts'
import { type TallyRow, tally } from '../figures/queries.server.ts'
import type { MonthCounts, RequestCounts, SpaceCounts } from './rules.ts'
import type { PublicCell } from './schema.ts'

type Decided = Pick<
  RequestCounts,
  'approved' | 'returned' | 'rejected' | 'judged' | 'onTime' | 'median' | 'p90'
>

const decisionsOf = (db: Database, ask: Ask): Promise<Decided> =>
  db.one(sql<Decided>`select (count(*) filter (where f.decision = 'approved'))::int as approved,
      (count(*) filter (where f.decision = 'returned'))::int as returned,
      (count(*) filter (where f.decision = 'rejected'))::int as rejected,
      (count(*) filter (where f.deadline is not null))::int as judged,
      (count(*) filter (where f.decided_at <= f.deadline))::int as "onTime",
      percentile_cont(0.5) within group (order by f.waited_minutes) filter (where f.deadline is not null) as median,
      percentile_cont(0.9) within group (order by f.waited_minutes) filter (where f.deadline is not null) as p90
    from ${decided(ask)} f where f.bucket is not null and f.decision is not null`)

const countsOf = (rows: readonly TallyRow[]): Record<string, number> =>
  Object.fromEntries(rows.map((row) => [row.part, row.count]))

async function requestsOf(db: Database, ask: Ask, kind: 'booking' | 'registration'): Promise<RequestCounts> {
  const own = { ...ask, kind }
  const [decisions, reasons, states] = await Promise.all([
    decisionsOf(db, own),
    tally(db, 'refusals', own, { by: 'reason', codeLength: 0 }),
    tally(db, 'requests', own, { by: 'state', codeLength: 0 }),
  ])
  return { kind, ...decisions, reasons: countsOf(reasons), states: countsOf(states) }
}

async function spacesOf(db: Database, ask: Ask): Promise<SpaceCounts[]> {
  const cut = { by: 'space', codeLength: 0 } as const
  const [visits, uses] = await Promise.all([
    tally(db, 'visits', ask, cut),
    tally(db, 'utilisation', ask, cut),
  ])
  const ids = [...new Set([...visits, ...uses].map((row) => row.part))].sort()
  const names = await spaceNames(db, ids)
  const find = (rows: readonly TallyRow[], id: string) => rows.find((row) => row.part === id)
  return ids.map((id) => ({
    id,
    name: names.get(id) ?? '',
    people: find(visits, id)?.numerator ?? 0,
    openDays: find(visits, id)?.denominator ?? 0,
    bookings: find(uses, id)?.count ?? 0,
    minutesUsed: find(uses, id)?.numerator ?? 0,
    minutesOpen: find(uses, id)?.denominator ?? 0,
  }))
}

/** Everything counted in one regency or city in one month. */
export async function countMonth(db: Database, ask: Ask): Promise<MonthCounts> {
  const [spaces, [days], booking, registration] = await Promise.all([
    spacesOf(db, ask),
    tally(db, 'visits', ask),
    requestsOf(db, ask, 'booking'),
    requestsOf(db, ask, 'registration'),
  ])
  return { spaces, openDays: days?.denominator ?? 0, requests: [booking, registration] }
}

export interface Publication {
  id: string
  region: string
  /** `2026-11` */
  month: string
  publishedAt: string
}

/** What was published in a region, newest month first. */
export const listPublications = (db: Database, region: string): Promise<Publication[]> =>
  db.many(
    text<Publication>(
      `select p.id, p.region_code as region, to_char(p.month, 'YYYY-MM') as month, p.published_at as "publishedAt"
       from impact.publication p where p.region_code = $1 order by p.month desc limit 60`,
      [region],
    ),
  )

export const listPublishedRegions = async (db: Database): Promise<string[]> =>
  (
    await db.many(
      text<{ code: string }>('select distinct region_code as code from impact.publication order by 1'),
    )
  ).map((row) => row.code)

export const listCells = (db: Database, publicationId: string): Promise<PublicCell[]> =>
  db.many(
    text<PublicCell>(
      `select c.indicator, c.measure, c.dimension, c.part, c.name, c.value from impact.published_cell c
       where c.publication_id = $1 order by c.indicator, c.measure, c.dimension, c.name, c.part`,
      [publicationId],
    ),
  )

/** The wholes of several months, for lines. */
export const listWholes = (
  db: Database,
  ids: readonly string[],
): Promise<(Pick<PublicCell, 'indicator' | 'measure' | 'value'> & { month: string })[]> =>
  db.many(
    text(
      `select c.indicator, c.measure, c.value, to_char(p.month, 'YYYY-MM') as month
       from impact.published_cell c join impact.publication p on p.id = c.publication_id
       where c.publication_id = any ($1) and c.dimension = '' order by p.month, c.indicator, c.measure`,
      [ids],
    ),
  )

/** Regencies and cities with records, and the closed months since `from` that were never published there. */
export const listUnpublished = (
  db: Database,
  { from, until }: { from: string; until: string },
): Promise<{ region: string; month: string }[]> =>
  db.many(
    text(
      `with fact as (
         select left(f.region_code, 5) as region, min(f.requested_at) as first from space.v_booking_fact f group by 1
         union all
         select left(f.region_code, 5), min(f.submitted_at) from registry.v_registration_fact f group by 1
         union all
         select left(f.region_code, 5), min(f.at) from space.v_visit_fact f group by 1)
       select f.region, to_char(m.month, 'YYYY-MM') as month
       from (select region, min(first) as first from fact group by 1) f,
         generate_series($1::date, $2::date, interval '1 month') m(month)
       where length(f.region) = 5 and m.month + interval '1 month' > f.first at time zone 'Asia/Jakarta'
         and not exists (select from impact.publication p where p.region_code = f.region and p.month = m.month::date)
       order by 1, 2 limit 5000`,
      [from, until],
    ),
  )
