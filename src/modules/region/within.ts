import type { RawBuilder } from 'kysely'
import type { RegionScope } from '#kernel/actor.ts'
import { sql } from '#platform/database/query.ts'

/**
 * The code in `column` lies in the scope, as ranges: an index on `text collate "C"` serves them, also under row-level security,
 * where a prefix (`^@`) would read every row.
 */
export function within(column: string, scope: RegionScope): RawBuilder<boolean> {
  if (scope.length === 0) return sql`false`
  if (scope.includes('')) return sql`true`
  const code = sql.ref(column)
  return sql`(${sql.join(
    scope.map((prefix) => sql`(${code} >= ${prefix} and ${code} < ${`${prefix}~`})`),
    sql` or `,
  )})`
}
