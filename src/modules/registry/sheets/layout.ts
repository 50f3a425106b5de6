import { searchKey } from '#modules/region/rules.ts'
import type { Cell, SheetRow } from '#platform/xlsx/rows.ts'
import { type Column, columnOf } from './columns.ts'

/** Where a list begins in its sheet. */
export interface Header {
  /** Line of the headings, as the spreadsheet counts. */
  line: number
  /** Two when the headings stand in two lines, the upper one merged over several columns. */
  lines: 1 | 2
}

const words = (row: SheetRow | undefined): string[] =>
  (row?.cells ?? []).map((cell) => String(cell ?? '').trim())

const known = (headings: readonly string[]): Set<Column> =>
  new Set(headings.flatMap((heading) => columnOf(heading) ?? []))

/** Headings of two lines, column by column: the lower word counts if it is one we know, or the upper one is empty. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  const length = Math.max(upper.length, lower.length)
  return Array.from({ length }, (_, index) => {
    const [above = '', below = ''] = [upper[index], lower[index]]
    if (below === '' || (columnOf(below) === undefined && columnOf(above) !== undefined)) return above
    if (above === '' || columnOf(below) !== undefined) return below
    return `${above} ${below}`
  })
}

/** A lower line of headings has words where the upper one has none, and nothing that looks like data. */
function isSecondLine(upper: readonly string[], row: SheetRow | undefined, line: number): boolean {
  if (row?.line !== line + 1) return false
  const lower = words(row)
  if (row.cells.some((cell) => typeof cell === 'number' || /\d{4}/.test(String(cell ?? '')))) return false
  const more = [...known(joined(upper, lower))].filter((column) => !known(upper).has(column))
  return more.length > 0 && lower.filter((word) => columnOf(word) !== undefined).length >= 1
}

/** The line that has the most headings we know, among the first of a sheet; above it stand titles, often merged. */
export function findHeader(rows: readonly SheetRow[]): Header {
  let best = { line: rows[0]?.line ?? 1, lines: 1 as 1 | 2, score: 0 }
  for (const [index, row] of rows.slice(0, 30).entries()) {
    const headings = words(row)
    const filled = headings.filter((word) => word !== '' && !/^\d+$/.test(word)).length
    const second = isSecondLine(headings, rows[index + 1], row.line)
    const count = known(second ? joined(headings, words(rows[index + 1])) : headings).size
    // Without a heading we know, the first line with many words is as good a guess as any; a person corrects it.
    const score = count * 100 + (filled >= 3 ? Math.min(filled, 50) : 0)
    if (score > best.score) best = { line: row.line, lines: second ? 2 : 1, score }
  }
  return { line: best.line, lines: best.lines }
}

/** The headings of a list, for as many columns as it has. */
export function headingsAt(rows: readonly SheetRow[], { line, lines }: Header): string[] {
  const at = (wanted: number) => words(rows.find((row) => row.line === wanted))
  const headings = lines === 2 ? joined(at(line), at(line + 1)) : at(line)
  const data = rows.filter((row) => row.line >= line + lines)
  const width = Math.max(headings.length, ...data.map((row) => row.cells.length), 0)
  return Array.from({ length: width }, (_, index) => headings[index] ?? '')
}

/** Columns that the template for corrections adds at the end: the mended list is the same list. */
const added = /^(baris asal|line of origin|alasan perbaiki|reason mend)/

/** What makes two lists of one kind: their headings in their order. */
export const headingKey = (headings: readonly string[]): string =>
  headings
    .map((heading) => searchKey(heading))
    .filter((key) => !added.test(key))
    .join('|')
    .replace(/\|+$/, '')

const totals = /^(jumlah|total|sub ?total|grand total|rata[ -]rata|jml)\b/i

/** Lines that are no record: numbers of the columns, the headings again on a new page, totals, and signatures below. */
export function isNoRecord(
  cells: readonly Cell[],
  headings: readonly string[],
  columns: readonly (Column | undefined)[],
): boolean {
  const filled = cells.flatMap((cell, index) => (cell === null ? [] : [{ cell: String(cell), index }]))
  const first = filled[0]
  if (first === undefined) return true
  if (filled.length > 2 && filled.every(({ cell, index }) => cell === headings[index])) return true
  if (filled.length > 2 && filled.every(({ cell }) => /^\(?\d{1,2}\)?$/.test(cell)) && isCounting(filled))
    return true
  const told = filled.filter(({ index }) => columns[index] !== undefined).length
  if (totals.test(first.cell) && told <= 3 && !has(cells, columns, 'address')) return true
  // A place and date, "Mengetahui", a name and NIP: one or two cells far from any record.
  return told <= 1 && !(has(cells, columns, 'name') && filled.length > 1)
}

const isCounting = (filled: readonly { cell: string }[]) =>
  filled.every(
    ({ cell }, index) => index === 0 || numberIn(cell) === numberIn(filled[index - 1]?.cell ?? '') + 1,
  )
const numberIn = (cell: string) => Number(cell.replace(/\D/g, ''))

const has = (cells: readonly Cell[], columns: readonly (Column | undefined)[], wanted: Column) =>
  (cells[columns.indexOf(wanted)] ?? null) !== null
