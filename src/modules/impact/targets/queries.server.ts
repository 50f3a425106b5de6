import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { IndicatorKey } from '../figures/indicators.ts'

/** Targets that hold in a region on a day: of each indicator the one of the nearest region above, of that the latest. */
export async function targetsFor(
  db: Database,
  region: string,
  on: string,
): Promise<Map<IndicatorKey, number | null>> {
  const rows = await db.many(
    text<{ indicator: IndicatorKey; value: number | null }>(
      `select distinct on (t.indicator) t.indicator, t.value from impact.target t
       where starts_with($1, t.region_code) and t.valid_from <= $2
       order by t.indicator, length(t.region_code) desc, t.valid_from desc`,
      [region, on],
    ),
  )
  return new Map(rows.map((row) => [row.indicator, row.value]))
}
