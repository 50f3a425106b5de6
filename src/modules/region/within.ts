import type { RawBuilder } from 'kysely'
import type { RegionScope } from '#kernel/actor.ts'
import { sql } from '#platform/database/query.ts'

/**
 * The code in `column` lies in the scope, as ranges: an index on `text collate "C"` serves them, also under row-level security,
 * where a prefix (`^@`) would read every row. `regency` is a column with its first five characters, for tables whose index
 * begins with that.
 */
export function within(column: string, scope: RegionScope, regency?: string): RawBuilder<boolean> {
  if (scope.length === 0) return sql`false`
  if (scope.includes('')) return sql`true`
  const code = sql.ref(column)
  const inRegency = (prefix: string) =>
    regency && prefix.length >= 5 ? sql`${sql.ref(regency)} = ${prefix.slice(0, 5)} and ` : sql``
  return sql`(${sql.join(
    scope.map((prefix) => sql`(${inRegency(prefix)}${code} >= ${prefix} and ${code} < ${`${prefix}~`})`),
    sql` or `,
  )})`
}
