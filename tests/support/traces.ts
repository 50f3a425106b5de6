import type { Pool } from 'pg'

/** Every text of every row of some schemas, one row a line, in small letters; without the log, which the law keeps. */
export async function everyRow(owner: Pool, schemas: readonly string[]): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema = any ($1)
       and table_name not in ('audit_entry', 'kbli', 'kbli_division')`,
    [schemas],
  )
  const lines: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${name} t`)
    lines.push(...rows.map(({ row }) => `${name}: ${row}`))
  }
  return lines.join('\n').toLowerCase()
}

/** Rows that still say one of the words. */
export const traces = (rows: string, words: readonly string[]): string[] =>
  rows
    .split('\n')
    .filter((line) => words.some((word) => line.includes(word.toLowerCase())))
    .map((line) => line.slice(0, 160))
