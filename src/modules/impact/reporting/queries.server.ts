import { sql } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { type Ask, inScope, openDays, visits } from '../figures/facts.server.ts'

/** A space that owes records, as the database gives it. */
export interface UnreportedRow {
  spaceId: string
  regionCode: string
  openDays: number
  visits: number
  unclosed: number
}

/**
 * Spaces that were open and counted nobody, or whose past bookings nobody closed (did people come or not?): their silence
 * makes the figures look worse or better than they are. @returns up to `limit + 1`, by id
 */
export const listUnreported = (
  db: Database,
  ask: Ask,
  { now, after, limit }: { now: string; after: string | undefined; limit: number },
): Promise<UnreportedRow[]> =>
  db.many<UnreportedRow>(sql<UnreportedRow>`
    with open as (
      select f.space_id, min(f.region_code) as region_code, count(distinct f.day)::int as days
      from ${openDays(ask)} f where f.bucket is not null group by f.space_id),
    seen as (
      select f.space_id, count(*)::int as visits from ${visits(ask)} f where f.bucket is not null group by f.space_id),
    waiting as (
      select f.space_id, min(f.region_code) as region_code, count(*)::int as unclosed
      from space.v_booking_fact f
      where f.state = 'approved' and f.ends_at < ${now}::timestamptz and ${inScope(ask)}
        and ${ask.spaceId === null ? sql`true` : sql`f.space_id = ${ask.spaceId}::uuid`}
      group by f.space_id)
    select space_id as "spaceId", coalesce(o.region_code, w.region_code) as "regionCode", coalesce(o.days, 0) as "openDays",
      coalesce(s.visits, 0) as visits, coalesce(w.unclosed, 0) as unclosed
    from open o full join waiting w using (space_id) left join seen s using (space_id)
    where (coalesce(o.days, 0) > 0 and coalesce(s.visits, 0) = 0 or coalesce(w.unclosed, 0) > 0)
      and ${after === undefined ? sql`true` : sql`space_id > ${after}::uuid`}
    order by space_id limit ${limit + 1}`)
