import { Fault } from '#kernel/fault.ts'
import type { Erasure, PersonalTable } from '#kernel/personal-data.ts'
import type { Database } from '#platform/database/transaction.ts'
import { aboutPerson, type DataSubject } from './personal.queries.server.ts'
import type { Kept } from './schema.ts'

/** @throws Fault `conflict` with what must be done first: a role still held, a hall still booked. */
async function refuseBlocked(db: Database, tables: readonly PersonalTable[], subject: DataSubject) {
  for (const { table, of, blocks } of tables) {
    if (!blocks) continue
    const { found } = await db.one(
      aboutPerson<{ found: boolean }>(
        `select exists (select from ${table} t, s where (${of}) and (${blocks.when})) as found`,
        subject,
      ),
    )
    if (found) throw new Fault('conflict', blocks.key)
  }
}

function statementOf({ table, of }: PersonalTable, erase: Erasure): string | undefined {
  if (erase.how === 'keep') return undefined
  if (erase.how === 'delete') return `delete from ${table} t using s where ${of}`
  const set = Object.entries(erase.set).map(([column, sql]) => `${column} = ${sql}`)
  const when = erase.when === undefined ? '' : `and (${erase.when})`
  return `update ${table} t set ${set.join(', ')} from s where (${of}) ${when}`
}

/**
 * Take out of every table what says who the person was. What the law keeps stays without names, and is counted by reason.
 * The tables are gone through once to count and once to clear: the rows are found by the very numbers that are cleared.
 */
export async function erasePerson(
  db: Database,
  tables: readonly PersonalTable[],
  subject: DataSubject,
): Promise<Kept[]> {
  await refuseBlocked(db, tables, subject)
  const kept = new Map<string, number>()
  for (const table of tables) {
    const because = table.erase.how === 'delete' ? undefined : table.erase.because
    if (!because) continue
    const { rows } = await db.one(
      aboutPerson<{ rows: number }>(
        `select count(*) as rows from ${table.table} t, s where ${table.of}`,
        subject,
      ),
    )
    if (rows > 0) kept.set(because, (kept.get(because) ?? 0) + rows)
  }
  for (const table of tables) {
    const statement = statementOf(table, table.erase)
    if (statement) await db.exec(aboutPerson(statement, subject))
  }
  return [...kept].map(([key, rows]) => ({ key, rows }))
}
