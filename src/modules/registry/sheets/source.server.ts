import { createHash } from 'node:crypto'
import { fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { type CsvShape, csvRows, isText, shapeOf } from '#platform/csv.ts'
import { readSealed, readSealedWhole, removeFolder, storeSealed, TooLarge } from '#platform/sealed-files.ts'
import { seal, unseal } from '#platform/sign.ts'
import type { SheetRow } from '#platform/xlsx/rows.ts'
import { openWorkbook } from '#platform/xlsx/workbook.ts'
import { NoWorkbook } from '#platform/xlsx/zip.ts'

/** 60 MB: a million rows of CSV, four million of XLSX; the compressed file is held in memory while it is read. */
export const uploadLimit = 60_000_000
const purpose = 'registry.import'
const previewPurpose = 'registry.import.preview'
const folderOf = (id: string) => `imports/${id}`
const uploadKey = (id: string) => `${folderOf(id)}/upload`

/** A list that lies in the store, not yet a run. */
export interface StoredUpload {
  id: string
  fileName: string
  format: 'xlsx' | 'csv'
  bytes: number
  sha256: Buffer
  csvShape: CsvShape | null
  preview: Preview
}

/** The first rows of each sheet. */
export interface Preview {
  sheets: { name: string; rows: SheetRow[] }[]
}

const previewRows = 150
const previewCell = 80

/** What was sent may be anything; its first bytes say what it is, not its name. */
function formatOf(start: Buffer): 'xlsx' | 'csv' {
  if (start.toString('latin1', 0, 4) === 'PK\u0003\u0004') return 'xlsx'
  // The container of .xls, and of workbooks with a password.
  if (start.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1') throw fieldFault('file', 'sheets_file_old')
  if (!isText(start)) throw fieldFault('file', 'sheets_file_unknown')
  return 'csv'
}

/**
 * Store a list while it comes in, sealed, and look at its beginning.
 * @throws Fault at the field `file` when it is too large or nothing we read; then nothing is left of it
 */
export async function storeUpload(sent: {
  name: string
  chunks: AsyncIterable<Uint8Array>
}): Promise<StoredUpload> {
  const id = newId()
  const hash = createHash('sha256')
  let bytes = 0
  async function* counted() {
    for await (const chunk of sent.chunks) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  try {
    await storeSealed(uploadKey(id), purpose, counted(), uploadLimit)
    if (bytes === 0) throw fieldFault('file', 'kernel_field_required')
    const start = await firstBytes(id)
    const format = formatOf(start)
    const csvShape = format === 'csv' ? shapeOf(start, bytes <= start.length) : null
    const preview = await look(id, format, csvShape)
    const fileName =
      sent.name
        .replace(/\p{Cc}/gu, '')
        .trim()
        .slice(0, 200) || 'daftar'
    return { id, fileName, format, bytes, sha256: hash.digest(), csvShape, preview }
  } catch (error) {
    await emptyFolder(id)
    if (error instanceof TooLarge)
      throw fieldFault('file', 'sheets_file_large', { megabytes: uploadLimit / 1e6 })
    throw isBroken(error) ? fieldFault('file', 'sheets_file_broken') : error
  }
}

/** No workbook, or a text whose quotes never close and whose lines never end. */
export const isBroken = (error: unknown): boolean =>
  error instanceof NoWorkbook || String((error as { code?: unknown } | null)?.code).startsWith('CSV_')

async function firstBytes(id: string): Promise<Buffer> {
  for await (const part of readSealed(uploadKey(id), purpose)) return part
  return Buffer.alloc(0)
}

async function look(id: string, format: 'xlsx' | 'csv', csvShape: CsvShape | null): Promise<Preview> {
  const sheets: Preview['sheets'] = []
  if (format === 'csv')
    sheets.push({ name: '', rows: await firstRows(rowsOf(id, { format, csvShape, sheet: 0 })) })
  else
    for (const sheet of (await workbookOf(id)).slice(0, 20))
      sheets.push({ name: sheet.name, rows: sheet.hidden ? [] : await firstRows(sheet.rows()) })
  if (sheets.every(({ rows }) => rows.length === 0)) throw fieldFault('file', 'sheets_file_empty')
  return { sheets }
}

const workbookOf = async (id: string) => openWorkbook(await readSealedWhole(uploadKey(id), purpose))

async function firstRows(parts: AsyncIterable<SheetRow[]>): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  const short = (cell: SheetRow['cells'][number]) =>
    typeof cell === 'string' ? cell.slice(0, previewCell) : cell
  for await (const part of parts) {
    for (const { line, cells } of part) rows.push({ line, cells: cells.map(short) })
    if (rows.length >= previewRows) break
  }
  return rows.slice(0, previewRows)
}

/** Where a run's rows are read from. */
export interface SourceShape {
  format: 'xlsx' | 'csv'
  csvShape: CsvShape | null
  sheet: number
}

/** Every row of the chosen sheet that has something in it, in parts. @throws NoWorkbook */
export async function* rowsOf(id: string, shape: SourceShape): AsyncGenerator<SheetRow[]> {
  if (shape.format === 'csv')
    yield* csvRows(
      readSealed(uploadKey(id), purpose),
      shape.csvShape ?? { encoding: 'utf-8', delimiter: ';' },
    )
  else yield* (await workbookOf(id))[shape.sheet]?.rows() ?? []
}

/** The preview as it lies in the run's row: it names people, so it is sealed. */
export const sealPreview = (preview: Preview): Buffer => seal(previewPurpose, JSON.stringify(preview))
export const openPreview = (box: Buffer | null): Preview =>
  box === null ? { sheets: [] } : (JSON.parse(unseal(previewPurpose, box)) as Preview)

/** Where a part lies: the attempt of the check that made it, its lane, its number on that lane. */
export interface PartPlace {
  runId: string
  attempt: number
  lane: number
  part: number
}

const partKey = ({ runId, attempt, lane, part }: PartPlace) =>
  `${folderOf(runId)}/${attempt}/${lane}-${String(part).padStart(5, '0')}`

/** Keep rows that the check found sound, for applying them later. */
export const storePart = (place: PartPlace, rows: string): Promise<void> =>
  storeSealed(partKey(place), purpose, one(Buffer.from(rows)), Number.POSITIVE_INFINITY)

export const readPart = async (place: PartPlace): Promise<string> =>
  (await readSealedWhole(partKey(place), purpose)).toString('utf8')

async function* one(bytes: Uint8Array) {
  yield bytes
}

/** Remove the list and everything read from it. */
export const emptyFolder = (id: string): Promise<void> => removeFolder(folderOf(id))
