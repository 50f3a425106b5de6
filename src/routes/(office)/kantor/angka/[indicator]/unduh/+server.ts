import { error } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { faultStatus } from '#kernel/fault.ts'
import { callOf } from '#kernel/form.server.ts'
import { formatDateTime } from '#kernel/format.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { type FigureRecord, IndicatorName } from '#modules/impact/figures/schema.ts'
import { exportRecords } from '#modules/impact/records/operations.server.ts'
import { nameOf } from '#modules/impact/words.ts'
import { type SheetColumn, writeCsv, writeWorkbook } from '#platform/sheets.ts'
import { readAddress } from '../../address.ts'
import { partOf } from '../../part.ts'
import type { RequestHandler } from './$types'

/** The records behind a figure as a file; kept in the audit log. */
export const GET: RequestHandler = async (event) => {
  const indicator = IndicatorName.safeParse(event.params.indicator)
  if (!indicator.success) error(404, m.kernel_not_found())
  const { searchParams } = event.url
  const { locale } = event.locals
  try {
    const asked = { ...readAddress(searchParams), ...partOf(searchParams), indicator: indicator.data }
    const { items, span, zone } = await execute(exportRecords, asked, callOf(event, 'page'))
    const format = searchParams.get('format') ?? 'xlsx'
    const sheet = { name: nameOf(indicator.data, locale), columns: columnsOf(locale, zone), rows: items }
    const name = `${indicator.data}-${span.from}-${span.until}`
    if (format !== 'xlsx')
      return file(`${name}.csv`, 'text/csv; charset=utf-8', writeCsv(sheet, format === 'excel'))
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return file(`${name}.xlsx`, type, await writeWorkbook([sheet]))
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    error(faultStatus[fault.code], translate(fault.key, fault.info.params, locale), { code: fault.code })
  }
}

const columnsOf = (locale: 'id' | 'en', zone: string): SheetColumn<FigureRecord>[] => [
  { label: m.impact_record(), width: 16, value: (row) => row.reference ?? row.id },
  { label: m.impact_kind(), width: 18, value: (row) => kindWords[row.kind]() },
  { label: m.impact_record_at(), width: 30, value: (row) => formatDateTime(row.at, locale, zone) },
  { label: m.impact_public_space(), width: 32, value: (row) => row.spaceName },
  { label: m.impact_region(), width: 16, value: (row) => row.regionCode },
  {
    label: m.impact_record_state(),
    width: 16,
    value: (row) => (row.state ? translate(`impact_state_${row.state}`, undefined, locale) : null),
  },
  { label: m.impact_public_reason(), width: 20, value: (row) => row.reason },
  {
    label: m.impact_record_amount(),
    width: 12,
    format: '0.0',
    value: (row) => Math.round(row.amount * 100) / 100,
  },
]

const kindWords = {
  booking: m.impact_kind_booking,
  registration: m.impact_kind_registration,
  visit: m.impact_record_visit,
  guest: m.impact_record_guest,
  presence: m.impact_record_presence,
  sales: m.impact_record_sales,
}

const file = (name: string, type: string, body: string | Uint8Array): Response =>
  new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
