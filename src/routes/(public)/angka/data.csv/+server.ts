import { query } from '#kernel/form.server.ts'
import { readPublicFigures } from '#modules/impact/publication/operations.server.ts'
import { Month, type PublicCell, RegencyCode } from '#modules/impact/publication/schema.ts'
import { type SheetColumn, writeCsv } from '#platform/sheets.ts'
import type { RequestHandler } from './$types'

/** Open data has one set of column names, whatever the reader's language. */
const columns: SheetColumn<PublicCell & { region: string; month: string }>[] = [
  { label: 'region', value: (cell) => cell.region },
  { label: 'month', value: (cell) => cell.month },
  { label: 'indicator', value: (cell) => cell.indicator },
  { label: 'measure', value: (cell) => cell.measure },
  { label: 'dimension', value: (cell) => cell.dimension },
  { label: 'part', value: (cell) => cell.part },
  { label: 'name', value: (cell) => cell.name },
  { label: 'value', value: (cell) => cell.value },
  { label: 'hidden', value: (cell) => (cell.value === null ? 1 : 0) },
]

export const GET: RequestHandler = async (event) => {
  const region = RegencyCode.safeParse(event.url.searchParams.get('daerah') ?? undefined)
  const month = Month.safeParse(event.url.searchParams.get('bulan') ?? undefined)
  const figures = await query(event, readPublicFigures, { region: region.data, month: month.data })
  const rows = figures.cells.map((cell) => ({
    ...cell,
    region: figures.region ?? '',
    month: figures.month ?? '',
  }))
  const body = writeCsv({ columns, rows }, event.url.searchParams.get('format') === 'excel')
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="berdaya-${figures.region ?? ''}-${figures.month ?? ''}.csv"`,
      'access-control-allow-origin': '*',
    },
  })
}
