import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'

/** Write many rows by one statement. `columns` names each column with its type in SQL. */
export async function insertRows<Row extends object>(
  db: Database,
  table: string,
  columns: { [Column in keyof Row & string]: string },
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns).join(', ')
  const typed = Object.entries<string>(columns).map(([name, type]) => `${name} ${type}`)
  await db.exec(
    text(
      `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as r (${typed.join(', ')})`,
      [JSON.stringify(rows)],
    ),
  )
}
