import type { Pool } from 'pg'
import type { Actor } from '#kernel/actor.ts'
import { claimsOf } from '#kernel/execute.server.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { transaction } from '#platform/database/transaction.ts'
import { streamWorkbook } from '#platform/sheets.ts'
import type { Cell } from '#platform/xlsx/rows.ts'
import { columnLabel } from './labels.ts'
import { headingsOf } from './layout.server.ts'
import { getRun, type KeptRow, listKeptRows, type Run } from './queries.server.ts'

/** Rows read at a time while the file is being sent. */
const step = 500
const wanted = ['faulty', 'refused'] as const

const reasonOf = ({ faults }: KeptRow, locale: Locale): string =>
  faults
    .map(({ field, key, params }) => {
      const message = translate(key, params, locale)
      return field === null ? message : `${columnLabel(field, locale)}: ${message}`
    })
    .join(' ')

async function* rowsOf(pool: Pool, actor: Actor, run: Run, locale: Locale): AsyncGenerator<Cell[]> {
  const width = headingsOf(run).length
  let after = 0
  for (;;) {
    const rows = await transaction(pool, claimsOf(actor), 'read', async (db) => ({
      result: await listKeptRows(db, run.id, { status: wanted, after, limit: step }),
    }))
    // Long numbers as text, or the spreadsheet would round them again.
    for (const row of rows)
      yield [
        ...Array.from({ length: width }, (_, index) => longAsText(row.values[index] ?? null)),
        row.line,
        reasonOf(row, locale),
      ]
    after = rows.at(-1)?.line ?? after
    if (rows.length < step) return
  }
}

const longAsText = (cell: Cell): Cell => (typeof cell === 'number' && cell > 99_999_999 ? String(cell) : cell)

/** The rows to mend as a workbook with the list's own headings: mended it is uploaded again, and its columns are known already. */
export async function correctionsOf(
  pool: Pool,
  actor: Actor,
  importId: string,
  locale: Locale,
): Promise<{ fileName: string; stream: ReadableStream<Uint8Array> }> {
  const run = await transaction(pool, claimsOf(actor), 'read', async (db) => ({
    result: await getRun(db, importId),
  }))
  const columns = [
    ...headingsOf(run),
    translate('sheets_corrections_line', undefined, locale),
    translate('sheets_corrections_reason', undefined, locale),
  ]
  const name = translate('sheets_corrections_sheet', undefined, locale)
  return {
    fileName: `${run.fileName.replace(/\.\w+$/, '')} - ${name.toLowerCase()}.xlsx`,
    stream: streamWorkbook({ name, columns }, rowsOf(pool, actor, run, locale)),
  }
}
