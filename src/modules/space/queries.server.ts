import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'

/** What other modules may read of spaces: names beside ids. */
export async function spaceNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.many(
    text<{ id: string; name: string }>('select id, name from space.space where id = any ($1::uuid[])', [
      [...new Set(ids)],
    ]),
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}
