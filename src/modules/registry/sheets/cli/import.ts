import { createReadStream, createWriteStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import type { z } from 'zod'
import { systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { newId } from '#kernel/id.ts'
import type { Operation } from '#kernel/operation.ts'
import { faultOf, fieldMessage, translate } from '#kernel/problem.ts'
import { importRegions } from '#modules/region/import.server.ts'
import { type Command, CommandError } from '#platform/command.ts'
import { correctionsOf } from '../corrections.server.ts'
import { columnLabel } from '../labels.ts'
import {
  applyImport,
  checkImport,
  listImportRows,
  mapImport,
  openStored,
  readImport,
} from '../operations.server.ts'
import type { ImportRun } from '../schema.ts'
import { storeUpload } from '../source.server.ts'
import { refreshImported } from '../upkeep.server.ts'
import { workOnImport } from '../worker.server.ts'

const actor = systemActor('import')

/** Most rows printed; the corrected template has all. */
const printed = 200

async function call<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  pool: Pool,
  op: Operation<Input, Output, Subject>,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  try {
    const now = new Date().toISOString()
    return await execute(op, input, { pool, actor, locale: 'id', requestId: newId(), via: 'cli', now })
  } catch (error) {
    throw inWords(error)
  }
}

/** A fault as a person reads it; what nobody foresaw stays as it is. */
function inWords(error: unknown): unknown {
  const fault = faultOf(error)
  if (fault.code === 'internal') return error
  const fields = fault.info.fields?.map((field) => fieldMessage(field, 'id')).join(' ')
  return new CommandError(fields || translate(fault.key, fault.info.params, 'id'))
}

const options = {
  apply: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  'take-duplicates': { type: 'boolean', default: false },
  sheet: { type: 'string' },
  header: { type: 'string' },
  corrections: { type: 'string' },
} as const

/** Bring a file as far as the columns. */
async function open(
  pool: Pool,
  file: string,
  wanted: { sheet?: string | undefined; header?: string | undefined },
) {
  await access(file).catch(() => {
    throw new CommandError(`${file} tidak dapat dibaca`)
  })
  const stored = await storeUpload({ name: basename(file), chunks: createReadStream(file) }).catch(
    (error: unknown) => {
      throw inWords(error)
    },
  )
  const run = await call(pool, openStored, { stored })
  if (wanted.sheet === undefined && wanted.header === undefined) return run.id
  const { layout } = await call(pool, readImport, { importId: run.id })
  const named = layout?.sheets.indexOf(wanted.sheet ?? '') ?? -1
  const sheet = named >= 0 ? named : Number(wanted.sheet ?? (layout?.sheet ?? 0) + 1) - 1
  const headerLine = wanted.header === undefined ? undefined : Number(wanted.header)
  await call(pool, mapImport, { importId: run.id, sheet, headerLine })
  return run.id
}

/** Say how the list is read. @throws CommandError when a required column is missing */
async function tellColumns(pool: Pool, importId: string, print: (line: string) => void) {
  const { layout } = await call(pool, readImport, { importId })
  if (!layout) return
  const { headings, mapping, headerLine, sheets, sheet } = layout
  print(`Judul kolom di baris ${headerLine}${sheets.length > 1 ? `, lembar “${sheets[sheet]}”` : ''}.`)
  const ignored = headings.filter((heading, index) => heading !== '' && mapping[index] === null)
  if (ignored.length > 0) print(`Kolom yang tidak dibaca: ${ignored.join(', ')}`)
  if (layout.missing.length > 0)
    throw new CommandError(
      `kolom belum ada: ${layout.missing.map((column) => columnLabel(column, 'id')).join(', ')}`,
    )
}

async function tellRows(pool: Pool, importId: string, print: (line: string) => void) {
  const { items, next } = await call(pool, listImportRows, { importId, limit: 100 })
  const more =
    next === null ? [] : (await call(pool, listImportRows, { importId, limit: 100, after: next })).items
  for (const { line, faults, status } of [...items, ...more].slice(0, printed))
    if (status !== 'skipped')
      print(
        `baris ${line}: ${faults.map(({ label, message }) => (label ? `${label}: ${message}` : message)).join(' ')}`,
      )
}

const tellChecked = ({ rowsRead, sound, duplicates, faulty, rowsSkipped }: ImportRun) =>
  `${rowsRead} baris: ${sound} dapat diimpor, ${duplicates} sudah terdaftar, ${faulty} bermasalah; ${rowsSkipped} bukan data.`

function requireDone(run: ImportRun): void {
  if (run.state === 'failed')
    throw new CommandError(translate(run.failure ?? 'kernel_internal', undefined, 'id'))
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const startedAt = performance.now()
  await work()
  return ((performance.now() - startedAt) / 1000).toFixed(1)
}

/** `berdaya import`: take a list of businesses over, after showing what is wrong with it. */
export const importCommand: Command = {
  name: 'import',
  summary: 'Take over a list of businesses (XLSX, CSV); shows every faulty row, writes only with --apply.',
  usage: [
    'import FILE [--sheet NAME|NUMBER] [--header LINE] [--corrections OUT.xlsx]',
    'import FILE --apply [--all] [--take-duplicates]   --all: nothing unless every row is sound',
  ].join('\n'),
  async run(args, { print, database }) {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) {
      print(this.usage.replaceAll(/^/gm, 'berdaya '))
      return 2
    }
    const { app: pool, owner } = await database()
    // Villages are looked up: on a database that never served they come first.
    await importRegions(owner)
    const importId = await open(pool, file, values)
    await tellColumns(pool, importId, print)
    await call(pool, checkImport, { importId })
    await workOnImport(importId, { pool, via: 'cli' })
    const checked = await call(pool, readImport, { importId })
    requireDone(checked)
    await tellRows(pool, importId, print)
    print(tellChecked(checked))
    if (values.corrections !== undefined && checked.faulty > 0) {
      const { stream } = await correctionsOf(pool, actor, importId, 'id')
      await pipeline(Readable.fromWeb(stream as NodeStream), createWriteStream(values.corrections))
      print(`Baris yang perlu diperbaiki: ${values.corrections}`)
    }
    if (!values.apply) {
      print('Belum ada yang ditulis. Jalankan lagi dengan --apply untuk mengimpor baris yang benar.')
      return checked.faulty === 0 ? 0 : 1
    }
    const takeDuplicates = values['take-duplicates']
    if (checked.sound > 0 || (takeDuplicates && checked.duplicates > 0)) {
      await call(pool, applyImport, { importId, mode: values.all ? 'all' : 'rows', takeDuplicates })
      await workOnImport(importId, {
        pool,
        via: 'cli',
        onProgress: ({ partsDone, parts, added }) =>
          print(`bagian ${partsDone} dari ${parts}: ${added} ditambahkan …`),
      })
    }
    const done = await call(pool, readImport, { importId })
    requireDone(done)
    const seconds = await timed(() => refreshImported(pool))
    print(`Pencarian mengenal usaha baru setelah ${seconds} detik.`)
    const known = done.state === 'done' ? done.known : done.duplicates
    print(`${done.added} ditambahkan, ${known} sudah ada, ${done.refused} ditolak.`)
    return checked.faulty === 0 && done.refused === 0 ? 0 : 1
  },
}
