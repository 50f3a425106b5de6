import { regionNames } from '#modules/region/queries.server.ts'
import { titledName } from '#modules/region/rules.ts'
import type { Database } from '#platform/database/transaction.ts'

interface Placed {
  region: string | null
}

/** Put the region's name beside its code: `Kelurahan Mangkubumen`; null for the nation and for organisations. */
export async function withRegionNames<Row extends Placed>(
  db: Database,
  rows: readonly Row[],
): Promise<(Row & { regionName: string | null })[]> {
  const codes = rows.flatMap(({ region }) => (region ? [region] : []))
  const names = codes.length > 0 ? await regionNames(db, codes) : new Map<string, { name: string }>()
  return rows.map((row) => {
    const found = row.region ? names.get(row.region) : undefined
    return { ...row, regionName: found && row.region ? titledName(row.region, found.name) : null }
  })
}

export const withRegionName = async <Row extends Placed>(db: Database, row: Row) =>
  (await withRegionNames(db, [row]))[0] ?? { ...row, regionName: null }
