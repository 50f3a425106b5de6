import { normalisePhone } from '#modules/identity/phone.ts'
import type { Cell, SheetRow } from '#platform/xlsx/rows.ts'
import { isNib, isNik } from '../numbers.ts'
import { textOf } from './cells.ts'
import { type Column, codeOf, columnOf } from './columns.ts'

/** Field of each column of a list; null for those nobody reads. */
export type Mapping = (Column | null)[]

const hundred = 100

/** What the values of a column look like, where its heading says nothing. */
const looks: readonly { column: Column; is(cell: Cell): boolean }[] = [
  { column: 'nik', is: (cell) => isNik(textOf(cell).replace(/\s/g, '')) },
  { column: 'nib', is: (cell) => isNib(textOf(cell)) },
  { column: 'regionCode', is: (cell) => /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/.test(textOf(cell)) },
  {
    column: 'phone',
    is: (cell) => /^(0|\+?62)8/.test(textOf(cell)) && normalisePhone(textOf(cell)) !== null,
  },
  { column: 'sector', is: (cell) => codeOf('sector', textOf(cell)) !== undefined },
  { column: 'kind', is: (cell) => codeOf('kind', textOf(cell)) !== undefined },
]

/** Seven of ten values must agree, and there must be five. */
function byContent(values: readonly Cell[]): Column | undefined {
  const filled = values.filter((value) => value !== null)
  if (filled.length < 5) return undefined
  return looks.find(({ is }) => filled.filter(is).length >= filled.length * 0.7)?.column
}

const columnValues = (rows: readonly SheetRow[], index: number): Cell[] =>
  rows.slice(0, hundred).map((row) => row.cells[index] ?? null)

/** Which column is what: by its heading, else by what stands in it. Of two that say the same the first counts. */
export function suggestMapping(headings: readonly string[], rows: readonly SheetRow[]): Mapping {
  const mapping: Mapping = headings.map(() => null)
  const take = (index: number, column: Column | undefined) => {
    if (column !== undefined && !mapping.includes(column)) mapping[index] = column
  }
  for (const [index, heading] of headings.entries()) take(index, columnOf(heading))
  for (const [index, heading] of headings.entries())
    if (mapping[index] === null && columnOf(heading) === undefined)
      take(index, byContent(columnValues(rows, index)))
  return mapping
}

/** What every list must have and this one has not. */
export function missingIn(mapping: Mapping): Column[] {
  const missing = (['name', 'ownerName', 'address'] as const).filter((column) => !mapping.includes(column))
  const placed = mapping.includes('regionCode') || mapping.includes('village')
  return placed ? missing : [...missing, 'village']
}

/**
 * Columns of long numbers that a spreadsheet seems to have rounded before the file was saved: most of their last digits are 0.
 * Of honest numbers one in ten is.
 */
export function roundedColumns(mapping: Mapping, rows: readonly SheetRow[]): Set<Column> {
  const rounded = new Set<Column>()
  for (const [index, column] of mapping.entries()) {
    if (column !== 'nik' && column !== 'kk') continue
    const long = columnValues(rows, index)
      .map(textOf)
      .filter((text) => /^\d{16}$/.test(text))
    if (long.length >= 8 && long.filter((text) => text.endsWith('0')).length >= long.length * 0.6)
      rounded.add(column)
  }
  return rounded
}
