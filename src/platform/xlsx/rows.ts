import type { SharedStrings } from './shared-strings.ts'
import { readText, textsIn } from './xml.ts'

/** A cell as it was written: a number stays one, because a number of 16 digits has lost its last; dates are ISO text. */
export type Cell = string | number | null

export interface SheetRow {
  /** As the spreadsheet counts, from 1. */
  line: number
  cells: Cell[]
}

/** What a cell needs to be understood. */
export interface CellContext {
  strings: SharedStrings
  /** Is style number n a date? */
  isDate(style: number): boolean
  /** Days begin in 1904 in workbooks of old Macs. */
  from1904: boolean
  prefix: string
}

/** More columns than any list has: what lies beyond is not read. */
export const columnLimit = 120

const day = 86_400_000

/** The date of a spreadsheet's day number. 1900 has a 29 February there that never was. */
export function dateOf(serial: number, from1904: boolean): string | undefined {
  const number = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  if (!(number >= 1 && number < 2_958_466)) return undefined
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(number) * day).toISOString().slice(0, 10)
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

/** The rows in a piece of a sheet that ends behind a whole row. */
export function rowsIn(piece: string, context: CellContext, lastLine: number): SheetRow[] {
  const rows: SheetRow[] = []
  const open = `<${context.prefix}row`
  const close = `</${context.prefix}row>`
  let at = 0
  let line = lastLine
  for (;;) {
    const start = piece.indexOf(open, at)
    if (start < 0) return rows
    const body = piece.indexOf('>', start)
    const next = piece.charCodeAt(start + open.length)
    if (body < 0) return rows
    if (next !== 32 && next !== 62 && next !== 47) {
      at = body
      continue
    }
    const said = / r="(\d+)"/.exec(piece.slice(start, body))?.[1]
    line = said === undefined ? line + 1 : Number(said)
    if (piece.charCodeAt(body - 1) === 47) {
      at = body + 1
      continue
    }
    const end = piece.indexOf(close, body)
    if (end < 0) return rows
    const cells = cellsIn(piece.slice(body + 1, end), context)
    if (cells.length > 0) rows.push({ line, cells })
    at = end + close.length
  }
}

function cellsIn(row: string, context: CellContext): Cell[] {
  const cells: Cell[] = []
  const open = `<${context.prefix}c`
  const close = `</${context.prefix}c>`
  let [at, column] = [0, -1]
  for (;;) {
    const start = row.indexOf(open, at)
    const body = start < 0 ? -1 : row.indexOf('>', start)
    if (body < 0) return cells
    const tag = row.slice(start, body)
    const reference = tag.indexOf(' r="')
    column = reference < 0 ? column + 1 : columnOf(tag.slice(reference + 4))
    at = body + 1
    if (tag.endsWith('/')) continue
    const end = row.indexOf(close, body)
    if (end < 0) return cells
    put(cells, column, readCell(tag, row.slice(body + 1, end), context))
    at = end + close.length
  }
}

function put(cells: Cell[], column: number, value: Cell): void {
  if (value === null || value === '' || column < 0 || column >= columnLimit) return
  while (cells.length < column) cells.push(null)
  cells[column] = value
}

function typeOf(tag: string): string {
  const at = tag.indexOf(' t="')
  return at < 0 ? 'n' : tag.slice(at + 4, tag.indexOf('"', at + 4))
}

function readCell(tag: string, inside: string, { strings, isDate, from1904, prefix }: CellContext): Cell {
  const type = typeOf(tag)
  if (type === 'inlineStr') return clean(textsIn(inside, prefix))
  const start = inside.indexOf(`<${prefix}v`)
  if (start < 0) return null
  const written = inside.slice(inside.indexOf('>', start) + 1, inside.indexOf(`</${prefix}v>`, start))
  if (type === 's') return clean(strings.at(Number(written)))
  if (type === 'n') {
    const number = Number(written)
    if (written === '' || !Number.isFinite(number)) return null
    const style = tag.indexOf(' s="')
    const dated = style >= 0 && isDate(Number.parseInt(tag.slice(style + 4), 10))
    return dated ? (dateOf(number, from1904) ?? number) : number
  }
  if (type === 'd') return written.slice(0, 10)
  if (type === 'b') return written === '1' ? 'ya' : 'tidak'
  return clean(readText(written))
}

/** Control characters have no place in a list, and the database refuses NUL. */
const clean = (text: string | null): string | null =>
  text === null ? null : text.replace(/[\p{Cc}\u00a0]+/gu, ' ').trim()
