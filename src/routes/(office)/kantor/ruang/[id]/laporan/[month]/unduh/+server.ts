import { query } from '#kernel/form.server.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { faultName, stateOf } from '#modules/space/faults/ui/words.ts'
import { readMonthReport } from '#modules/space/report/operations.server.ts'
import type { MonthReport, ReportDay } from '#modules/space/report/schema.ts'
import { type SheetColumn, writeCsv, writeWorkbook } from '#platform/sheets.ts'
import type { RequestHandler } from './$types'

const dayColumns = (): SheetColumn<ReportDay>[] => [
  { label: m.space_office_col_date(), width: 12, value: ({ day }) => day },
  { label: m.keeper_report_visitors(), format: '0', value: ({ visitors }) => visitors },
  { label: m.keeper_report_kept(), format: '0', value: ({ bookings }) => bookings },
  { label: m.keeper_report_open_minutes(), format: '0', value: ({ openMinutes }) => openMinutes },
  { label: m.keeper_report_used_minutes(), format: '0', value: ({ usedMinutes }) => usedMinutes },
]

interface Figure {
  what: string
  value: string | number | null
}
const figureColumns = (): SheetColumn<Figure>[] => [
  { label: m.keeper_report_figure(), width: 60, value: ({ what }) => what },
  { label: m.keeper_report_value(), value: ({ value }) => value },
]

const figures = ({ totals, bookings, bought, refusals, faults }: MonthReport, locale: Locale): Figure[] => [
  { what: m.keeper_report_visitors(), value: totals.visitors },
  { what: m.keeper_report_open_days(), value: totals.openDays },
  { what: m.keeper_report_quiet_days(), value: totals.quietDays },
  { what: m.keeper_report_mean(), value: totals.perOpenDay },
  { what: m.keeper_report_used(), value: totals.usedShare },
  { what: m.keeper_report_asked(), value: bookings.asked },
  { what: m.keeper_report_accepted(), value: bookings.accepted },
  { what: m.keeper_report_kept(), value: bookings.kept },
  { what: m.keeper_report_missed(), value: bookings.missed },
  { what: m.keeper_report_cancelled(), value: bookings.cancelled },
  { what: m.keeper_report_refused(), value: bookings.refused },
  { what: `${m.keeper_rec_bought()} (Rp)`, value: bought.amount },
  ...refusals.map(({ reason, count }) => ({ what: reason || m.keeper_report_no_reason(), value: count })),
  ...faults.map((fault) => ({
    what: `${faultName(fault, locale)} (${stateOf(fault.state, locale)}, ${m.keeper_fault_col_days()}: ${fault.days})`,
    value: fault.asked,
  })),
]

/** The month as a file: its figures and its days. */
export const GET: RequestHandler = async (event) => {
  const { id, month } = event.params
  const report = await query(event, readMonthReport, { spaceId: id, month })
  const days = { name: m.keeper_report_daily(), columns: dayColumns(), rows: report.days }
  const name = `laporan-${report.space.slug}-${month}`
  const csv = event.url.searchParams.get('format') === 'csv'
  const sums = {
    name: m.keeper_report_use(),
    columns: figureColumns(),
    rows: figures(report, event.locals.locale),
  }
  const body = csv ? writeCsv(days, true) : new Uint8Array(await workbook(sums, days))
  return new Response(body, {
    headers: {
      'content-type': csv
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}.${csv ? 'csv' : 'xlsx'}"`,
      'cache-control': 'private, no-store',
    },
  })
}

const workbook = (
  sums: { name: string; columns: SheetColumn<Figure>[]; rows: Figure[] },
  days: { name: string; columns: SheetColumn<ReportDay>[]; rows: ReportDay[] },
) =>
  writeWorkbook<Figure | ReportDay>([sums, days] as Parameters<typeof writeWorkbook<Figure | ReportDay>>[0])
