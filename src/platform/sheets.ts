import { stringify } from 'csv-stringify/sync'
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx'

type Cell = string | number | boolean | null
export type SheetCell = Cell

/** One column of a sheet. */
export interface SheetColumn<Row> {
  label: string
  value(row: Row): Cell
  /** Characters; Excel's unit of width. */
  width?: number
  /** Excel's number format, for example `0.0` or `0%`. */
  format?: string
}

export interface Sheet<Row> {
  /** At most 31 characters; Excel refuses `[]:*?/\`. */
  name: string
  columns: readonly SheetColumn<Row>[]
  rows: readonly Row[]
}

const sheetName = (name: string) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)

/** A workbook. Text stays text: a name that begins with `=` is never a formula. */
export function writeWorkbook<Row>(sheets: readonly Sheet<Row>[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, columns, rows }) => {
      return {
        name: sheetName(name),
        columns: columns.map((column, index) => ({
          header: column.label,
          key: String(index),
          width: column.width ?? 16,
          ...(column.format && { numFmt: column.format }),
        })),
        data: rows.map((row) =>
          Object.fromEntries(columns.map((column, index) => [String(index), column.value(row)])),
        ),
        freezePane: { rows: 1 },
      }
    }),
  })
}

/** A workbook of one sheet that is written while its rows come: what it takes does not grow with it. Text stays text. */
export const streamWorkbook = (
  { name, columns, widths }: { name: string; columns: readonly string[]; widths?: readonly number[] },
  rows: AsyncIterable<Cell[]>,
): ReadableStream<Uint8Array> =>
  writeXlsxStream(rows, {
    name: sheetName(name),
    columns: columns.map((header, index) => ({ header, width: widths?.[index] ?? 18 })),
    freezePane: { rows: 1 },
  })

/**
 * Comma-separated values in UTF-8. `excel` writes what Excel with Indonesian settings opens by a double click: `;` between
 * values, a decimal comma and a byte-order mark. Cells that a spreadsheet would run as a formula are made harmless.
 */
export function writeCsv<Row>(
  { columns, rows }: Pick<Sheet<Row>, 'columns' | 'rows'>,
  excel = false,
): string {
  const cell = (value: Cell) => (excel && typeof value === 'number' ? String(value).replace('.', ',') : value)
  return stringify(
    rows.map((row) => columns.map((column) => cell(column.value(row)))),
    {
      header: true,
      columns: columns.map((column) => column.label),
      delimiter: excel ? ';' : ',',
      bom: excel,
      record_delimiter: '\r\n',
      escape_formulas: true,
    },
  )
}

/** A part of a CSV file for Excel with Indonesian settings, as `writeCsv` writes it; the first part has the mark. */
export const csvPart = (rows: readonly (readonly Cell[])[], first: boolean): Buffer =>
  Buffer.from(
    stringify(
      rows.map((row) =>
        row.map((value) => (typeof value === 'number' ? String(value).replace('.', ',') : value)),
      ),
      { delimiter: ';', bom: first, record_delimiter: '\r\n', escape_formulas: true },
    ),
  )
