import { Readable } from 'node:stream'
import type { Pool } from 'pg'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { csvPart, type SheetCell, streamWorkbook } from '#platform/sheets.ts'
import type { DirectoryFilter } from '../../directory/schema.ts'
import { labelOf } from '../../labels.ts'
import { columnLabel } from '../labels.ts'
import { readExportPage } from './operations.server.ts'
import type { ExportRow } from './schema.ts'

interface ExportColumn {
  label: string
  width: number
  value(row: ExportRow): SheetCell
}

const part = (place: string, index: number) => place.split(', ')[index] ?? ''

/** The columns of an exported list, with the headings an import of ours reads again. */
function columnsOf(locale: Locale): ExportColumn[] {
  const word = (key: string) => translate(`sheets_export_${key}`, undefined, locale)
  const label = (list: 'kind' | 'sector' | 'state', value: string | null) =>
    value === null ? null : labelOf(list, value, locale)
  return [
    { label: word('reference'), width: 14, value: (row) => row.reference },
    { label: columnLabel('kind', locale), width: 18, value: (row) => label('kind', row.kind) },
    { label: columnLabel('name', locale), width: 32, value: (row) => row.name },
    { label: word('state'), width: 16, value: (row) => label('state', row.state) },
    { label: columnLabel('sector', locale), width: 20, value: (row) => label('sector', row.sector) },
    { label: columnLabel('description', locale), width: 40, value: (row) => row.description },
    { label: columnLabel('startedYear', locale), width: 12, value: (row) => row.startedYear },
    { label: columnLabel('workers', locale), width: 12, value: (row) => row.workers },
    {
      label: word('size'),
      width: 12,
      value: (row) => (row.size === null ? null : translate(`profile_size_${row.size}`, undefined, locale)),
    },
    { label: columnLabel('nib', locale), width: 16, value: (row) => row.nib },
    { label: columnLabel('ownerName', locale), width: 28, value: (row) => row.ownerName },
    // As people dial it: a plus sign at the start would look like a formula.
    {
      label: columnLabel('phone', locale),
      width: 16,
      value: (row) => row.phone?.replace(/^\+62/, '0') ?? null,
    },
    { label: columnLabel('nik', locale), width: 20, value: (row) => row.nik },
    { label: columnLabel('village', locale), width: 24, value: (row) => part(row.place, 0) },
    { label: columnLabel('district', locale), width: 24, value: (row) => part(row.place, 1) },
    { label: columnLabel('regency', locale), width: 24, value: (row) => part(row.place, 2) },
    { label: columnLabel('address', locale), width: 36, value: (row) => row.address },
    { label: columnLabel('rt', locale), width: 6, value: (row) => row.rt },
    { label: columnLabel('rw', locale), width: 6, value: (row) => row.rw },
    { label: word('since'), width: 14, value: (row) => localDate(row.createdAt, zoneOf(row.regionCode)) },
  ]
}

export interface ExportWanted {
  format: 'xlsx' | 'csv'
  locale: Locale
  filter: DirectoryFilter
}

/** Pages of rows by the same operation, and so the same rights, as the list on the screen. */
async function* pagesOf(
  pool: Pool,
  actor: Actor,
  { filter, locale }: ExportWanted,
): AsyncGenerator<ExportRow[]> {
  let after: string | undefined
  do {
    const call = {
      pool,
      actor,
      locale,
      requestId: 'export',
      via: 'job',
      now: new Date().toISOString(),
    } as const
    const page: { items: ExportRow[]; next: string | null } = await execute(
      readExportPage,
      { ...filter, after },
      call,
    )
    yield page.items
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** The list as a file that is written while it is read. `onRows` hears how many rows each page added. */
export function exportStream(
  pool: Pool,
  actor: Actor,
  wanted: ExportWanted,
  onRows: (count: number) => void | Promise<void> = () => undefined,
): ReadableStream<Uint8Array> {
  const columns = columnsOf(wanted.locale)
  const labels = columns.map((column) => column.label)
  async function* rows() {
    for await (const page of pagesOf(pool, actor, wanted)) {
      await onRows(page.length)
      for (const row of page) yield columns.map((column) => column.value(row))
    }
  }
  async function* lines() {
    yield csvPart([labels], true)
    for await (const page of pagesOf(pool, actor, wanted)) {
      await onRows(page.length)
      yield csvPart(
        page.map((row) => columns.map((column) => column.value(row))),
        false,
      )
    }
  }
  if (wanted.format === 'csv') return Readable.toWeb(Readable.from(lines())) as ReadableStream<Uint8Array>
  const name = translate('sheets_export_sheet', undefined, wanted.locale)
  return streamWorkbook({ name, columns: labels, widths: columns.map((column) => column.width) }, rows())
}

export const exportName = ({
  format,
  locale,
  createdAt,
}: {
  format: string
  locale: Locale
  createdAt: string
}): string => `${translate('sheets_export_file', undefined, locale)}-${createdAt.slice(0, 10)}.${format}`
