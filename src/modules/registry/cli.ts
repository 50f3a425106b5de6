import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import type { Pool } from 'pg'
import { systemActor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { newId } from '#kernel/id.ts'
import { translate } from '#kernel/problem.ts'
import { importRegions } from '#modules/region/import.server.ts'
import { searchRegions } from '#modules/region/queries.server.ts'
import { searchWords } from '#modules/region/rules.ts'
import { type Command, CommandError } from '#platform/command.ts'
import { transaction } from '#platform/database/transaction.ts'
import { questionOf } from './labels.ts'
import { columnNames, mapHeadings } from './sheets/columns.ts'
import { importRows } from './sheets/operations.server.ts'
import { cellsOf, type FindVillage, identityOf, type ReadRow, type RowFault, readRow } from './sheets/rows.ts'

const actor = systemActor('import')
const batchSize = 200

/** Text of a file as offices save it: UTF-8 with or without a mark, else Windows-1252. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Rows of a CSV with `;`, `,` or tab between, whichever the heading uses most. */
function readTable(content: string): string[][] {
  const heading = content.slice(0, content.indexOf('\n') + 1 || undefined)
  const delimiter = [';', ',', '\t'].sort((a, b) => heading.split(b).length - heading.split(a).length)[0]
  return parse(content, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
}

/** Villages by name, district and regency, as the row writes them; only one whose names are the same is taken. */
function villagesOf(pool: Pool): FindVillage {
  const known = new Map<string, ReturnType<FindVillage>>()
  const search: FindVillage = async ({ village = '', district, regency }) => {
    const q = [village, district, regency].filter(Boolean).join(' ').slice(0, 80)
    const found = await transaction(pool, claimsOf(actor), 'read', async (db) => ({
      result: await searchRegions(db, { q, level: 4, limit: 20 }),
    }))
    const bare = (name: string) =>
      searchWords(name)
        .filter((word) => !['kota', 'kabupaten', 'administrasi'].includes(word))
        .join(' ')
    const same = found.filter((region) => {
      const [, above = '', city = ''] = region.fullName.split(', ')
      return (
        bare(region.name) === bare(village) &&
        (district === undefined || bare(above) === bare(district)) &&
        (regency === undefined || bare(city) === bare(regency))
      )
    })
    const names = (same.length > 0 ? same : found).map((region) => `${region.fullName} (${region.code})`)
    return { candidates: names, ...(same.length === 1 && { code: same[0]?.code }) }
  }
  return (cells) => {
    const key = [cells.village, cells.district, cells.regency].join('|')
    const answer = known.get(key) ?? search(cells)
    known.set(key, answer)
    return answer
  }
}

const explain = (fault: RowFault) =>
  `${questionOf(fault.field, 'business', 'id')}: ${translate(fault.key, fault.params, 'id')}`

/** Read all rows; the same business twice in one file is said at the second. */
async function readRows(table: string[][], pool: Pool, print: (line: string) => void): Promise<ReadRow[]> {
  const mapping = mapHeadings(table[0] ?? [])
  if (mapping.missing.length > 0)
    throw new CommandError(
      `kolom belum ada: ${mapping.missing.map((column) => columnNames[column].slice(0, 2).join(' atau ')).join(', ')}`,
    )
  if (mapping.ignored.length > 0) print(`Kolom yang tidak dibaca: ${mapping.ignored.join(', ')}`)
  if (mapping.doubled.length > 0)
    print(`Kolom ganda, hanya yang pertama dibaca: ${mapping.doubled.join(', ')}`)
  const find = villagesOf(pool)
  const seen = new Map<string, number>()
  const rows: ReadRow[] = []
  for (const [index, values] of table.slice(1).entries()) {
    const row = await readRow(index + 2, cellsOf(values, mapping), find)
    const identity = row.answers && identityOf(row.answers, row.phone)
    const first = identity === undefined ? undefined : seen.get(identity)
    if (first !== undefined)
      rows.push({
        ...row,
        faults: [{ field: 'name', key: 'registry_import_twice', params: { line: first } }],
      })
    else rows.push(row)
    if (identity !== undefined && first === undefined) seen.set(identity, row.line)
  }
  return rows
}

/** Send the sound rows in parts; a part that was sent before adds nothing. */
async function apply(rows: readonly ReadRow[], pool: Pool, print: (line: string) => void): Promise<boolean> {
  const total = { added: 0, known: 0, refused: 0 }
  for (let start = 0; start < rows.length; start += batchSize) {
    const part = rows
      .slice(start, start + batchSize)
      .map(({ line, answers = {}, phone }) => ({ line, answers, phone }))
    const { results } = await execute(
      importRows,
      { rows: part },
      {
        pool,
        actor,
        locale: 'id',
        requestId: newId(),
        via: 'cli',
        now: new Date().toISOString(),
      },
    )
    for (const result of results) {
      total[result.outcome] += 1
      if (result.outcome === 'refused') print(`baris ${result.line}: ${result.message}`)
    }
    print(`${Math.min(start + batchSize, rows.length)} dari ${rows.length} baris …`)
  }
  print(`${total.added} ditambahkan, ${total.known} sudah ada, ${total.refused} ditolak.`)
  return total.refused === 0
}

/** `berdaya import`: take a list of businesses over, after showing what is wrong with it. */
export const importCommand: Command = {
  name: 'import',
  summary: 'Take over a list of businesses (CSV); shows every faulty row, writes only with --apply.',
  usage: 'import FILE.csv\nimport FILE.csv --apply',
  async run(args, { print, database }) {
    const { positionals, values } = parseArgs({
      args,
      options: { apply: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) {
      print('berdaya import FILE.csv [--apply]')
      return 2
    }
    const bytes = await readFile(file).catch(() => {
      throw new CommandError(`${file} tidak dapat dibaca`)
    })
    const { app, owner } = await database()
    // Villages are looked up: on a database that never served they come first.
    await importRegions(owner)
    const rows = await readRows(readTable(decode(bytes)), app, print)
    const faulty = rows.filter((row) => row.faults.length > 0)
    for (const row of faulty) print(`baris ${row.line}: ${row.faults.map(explain).join(' ')}`)
    const sound = rows.filter((row) => row.faults.length === 0)
    print(`${rows.length} baris: ${sound.length} dapat diimpor, ${faulty.length} bermasalah.`)
    if (!values.apply) {
      print('Belum ada yang ditulis. Jalankan lagi dengan --apply untuk mengimpor baris yang benar.')
      return faulty.length === 0 ? 0 : 1
    }
    const clean = sound.length === 0 || (await apply(sound, app, print))
    return clean && faulty.length === 0 ? 0 : 1
  },
}
