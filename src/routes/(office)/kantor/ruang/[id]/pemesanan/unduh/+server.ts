import { error } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { faultStatus } from '#kernel/fault.ts'
import { callOf } from '#kernel/form.server.ts'
import { formatTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { m } from '#messages'
import type { BookingRow } from '#modules/space/bookings/schema.ts'
import { exportBookings } from '#modules/space/desk/operations.server.ts'
import { labelOf } from '#modules/space/labels.ts'
import { dateAt, millis } from '#modules/space/time.ts'
import { partName } from '#modules/space/units/words.ts'
import { type SheetColumn, writeCsv, writeWorkbook } from '#platform/sheets.ts'
import { filterOf } from '../filter.ts'
import type { RequestHandler } from './$types'

/** The filtered list as a file; kept in the audit log. */
export const GET: RequestHandler = async (event) => {
  const { searchParams } = event.url
  const { locale } = event.locals
  const asked = { ...filterOf(searchParams), spaceId: event.params.id }
  try {
    const { space, items } = await execute(exportBookings, asked, callOf(event, 'page'))
    const sheet = { name: m.space_office_list_title(), columns: columnsOf(locale), rows: items }
    const name = `${m.space_office_bookings_caption().toLowerCase()}-${space.slug}`
    if (searchParams.get('format') === 'csv')
      return file(`${name}.csv`, 'text/csv; charset=utf-8', writeCsv(sheet, true))
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return file(`${name}.xlsx`, type, await writeWorkbook([sheet]))
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal') throw thrown
    error(faultStatus[fault.code], {
      message: translate(fault.key, fault.info.params, locale),
      code: fault.code,
    })
  }
}

const sources = {
  web: m.space_office_source_web,
  desk: m.space_office_source_desk,
  api: m.space_office_source_api,
}

const columnsOf = (locale: Locale): SheetColumn<BookingRow>[] => [
  { label: m.space_office_col_code(), width: 11, value: (row) => row.reference },
  { label: m.space_office_col_date(), width: 12, value: (row) => dateAt(millis(row.start), row.zone) },
  {
    label: m.space_office_col_start(),
    width: 8,
    value: (row) => formatTime(row.start, locale, row.zone, false),
  },
  { label: m.space_office_col_end(), width: 8, value: (row) => formatTime(row.end, locale, row.zone, false) },
  { label: m.cowork_part(), width: 20, value: (row) => partName(row.unitKind, row.unitName, locale) },
  { label: m.space_office_col_state(), width: 20, value: (row) => labelOf('state', row.state, locale) },
  { label: m.space_office_col_group(), width: 30, value: (row) => row.groupName },
  { label: m.space_office_for_group(), width: 24, value: (row) => labelOf('group', row.groupKind, locale) },
  { label: m.space_office_col_booker(), width: 26, value: (row) => row.bookerName },
  // As people dial it: a plus sign at the start would look like a formula.
  {
    label: m.space_office_col_phone(),
    width: 16,
    value: (row) => row.bookerPhone?.replace(/^\+62/, '0') ?? null,
  },
  { label: m.space_office_col_purpose(), width: 18, value: (row) => labelOf('purpose', row.purpose, locale) },
  { label: m.space_office_col_expected(), width: 12, format: '0', value: (row) => row.attendees },
  { label: m.space_office_col_came(), width: 10, format: '0', value: (row) => row.people },
  { label: m.space_office_col_source(), width: 14, value: (row) => sources[row.source]() },
]

const file = (name: string, type: string, body: string | Uint8Array): Response =>
  new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
