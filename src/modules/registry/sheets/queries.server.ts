import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import type { Locale } from '#kernel/locale.ts'
import { decodeCursor, type Page, type PageQuery, toPage } from '#kernel/page.ts'
import { translate } from '#kernel/problem.ts'
import type { CsvShape } from '#platform/csv.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { seal, unseal } from '#platform/sign.ts'
import type { Cell } from '#platform/xlsx/rows.ts'
import { mask } from '../numbers.ts'
import { textOf } from './cells.ts'
import type { Column } from './columns.ts'
import { columnLabel } from './labels.ts'
import type { Mapping } from './mapping.ts'
import type { RowFault } from './rows.ts'
import type { ImportRow, ImportRun, RowStatus } from './schema.ts'

/** A run as the program works on it. */
export interface Run extends ImportRun {
  createdBy: string | null
  /** Null once the list was removed. */
  preview: Buffer | null
  csvShape: CsvShape | null
  sheet: number
  headerLine: number
  headerLines: 1 | 2
  mapping: Mapping
  attempt: number
}

const shown = `id, file_name as "fileName", format, bytes, state, region_code as "regionCode", created_at as "createdAt",
  created_by_name as "createdByName", finished_at as "finishedAt", rows_read as "rowsRead", rows_skipped as "rowsSkipped", sound,
  duplicates, faulty, parts, parts_done as "partsDone", added, known, refused, all_or_nothing as "allOrNothing",
  take_duplicates as "takeDuplicates", failure, emptied_at is not null as emptied`
const inner = `created_by as "createdBy", preview, csv_shape as "csvShape", sheet, header_line as "headerLine",
  header_lines as "headerLines", mapping, attempt`

/** One run, locked when somebody is about to change it. Row-level security answers strangers with none. @throws Fault `not_found` */
export async function getRun(db: Database, id: string, forUpdate = false): Promise<Run> {
  const run = await db.maybe(
    text<Run>(
      `select ${shown}, ${inner} from registry.import_run where id = $1 ${forUpdate ? 'for update' : ''}`,
      [id],
    ),
  )
  if (!run) throw new Fault('not_found', 'kernel_not_found')
  return run
}

/** What the office imported, newest first. */
export async function listRuns(ctx: Context, { after, limit }: PageQuery): Promise<Page<ImportRun>> {
  const cursor = decodeCursor(after, 2)
  const rows = await ctx.db.many(
    text<ImportRun>(
      `select ${shown} from registry.import_run
       where $1::timestamptz is null or (created_at, id) < ($1, $2::uuid) order by created_at desc, id desc limit $3`,
      [cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    ),
  )
  return toPage(rows, limit, (run) => [run.createdAt, run.id])
}

/** A row somebody must look at, as it is kept. */
export interface KeptRow {
  line: number
  status: RowStatus
  values: Cell[]
  faults: (Omit<RowFault, 'field'> & { field: Column | null })[]
}

const purpose = 'registry.import.row'
type Body = Pick<KeptRow, 'values' | 'faults'>

export const sealRow = ({ values, faults }: Body): Buffer => seal(purpose, JSON.stringify([values, faults]))
function openRow(body: Buffer): Body {
  const [values, faults] = JSON.parse(unseal(purpose, body)) as [Cell[], KeptRow['faults']]
  return { values, faults }
}

/** Rows to look at by line, from behind `after`. */
export async function listKeptRows(
  db: Database,
  runId: string,
  { status, after, limit }: { status?: readonly RowStatus[] | undefined; after: number; limit: number },
): Promise<KeptRow[]> {
  const rows = await db.many(
    text<{ line: number; status: RowStatus; body: Buffer }>(
      `select line, status, body from registry.import_row
       where run_id = $1 and line > $2 and ($3::text[] is null or status = any ($3)) order by line limit $4`,
      [runId, after, status ?? null, limit],
    ),
  )
  return rows.map(({ line, status: kept, body }) => ({ line, status: kept, ...openRow(body) }))
}

const masked = (cell: Cell): string =>
  textOf(cell)
    .replace(/\d{13,22}/g, (digits) => mask(digits))
    .slice(0, 120)

/** A kept row in the reader's words; long numbers are masked on screens. */
export const shownRow = (row: KeptRow, locale: Locale): ImportRow => ({
  line: row.line,
  status: row.status,
  values: row.values.map(masked),
  faults: row.faults.map(({ field, key, params }) => ({
    field,
    label: field === null ? '' : columnLabel(field, locale),
    message: translate(key, params, locale),
  })),
})

/** How this office read a list with the same headings before. */
export const findMapping = (
  db: Database,
  regionCode: string,
  signature: Buffer,
): Promise<{ mapping: Mapping } | undefined> =>
  db.maybe(
    text('select mapping from registry.import_mapping where region_code = $1 and signature = $2', [
      regionCode,
      signature,
    ]),
  )

/** How an entry came in by a list: one audit entry stands for a thousand rows, so its own history asks here. */
export const importOf = (
  db: Database,
  registrationIds: readonly string[],
): Promise<{ at: string; by: string; file: string | null; line: number } | undefined> =>
  db.maybe(
    text(
      `select r.submitted_at as at, coalesce(n.created_by_name, '') as by, n.file_name as file, r.import_line as line
       from registry.registration r left join registry.import_run n on n.id = r.import_run
       where r.id = any ($1::uuid[]) and r.import_run is not null limit 1`,
      [registrationIds],
    ),
  )
