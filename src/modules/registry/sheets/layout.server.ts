import { createHash } from 'node:crypto'
import { mask } from '../numbers.ts'
import { textOf } from './cells.ts'
import { findHeader, type Header, headingKey, headingsAt } from './layout.ts'
import { type Mapping, missingIn, suggestMapping } from './mapping.ts'
import type { Run } from './queries.server.ts'
import type { ImportLayout } from './schema.ts'
import { openPreview, type Preview } from './source.server.ts'

/** The sheet that has most to read, and how. */
export interface Suggested extends Header {
  sheet: number
  mapping: Mapping
  signature: Buffer
}

export const signatureOf = (headings: readonly string[]): Buffer =>
  createHash('sha256').update(headingKey(headings)).digest()

/** How one sheet would be read; with the line of headings that a person chose. */
export function suggest(preview: Preview, sheet: number, headerLine?: number): Suggested {
  const rows = preview.sheets[sheet]?.rows ?? []
  const found = findHeader(rows)
  const header: Header =
    headerLine === undefined || headerLine === found.line ? found : { line: headerLine, lines: 1 }
  const headings = headingsAt(rows, header)
  const data = rows.filter((row) => row.line >= header.line + header.lines)
  return { ...header, sheet, mapping: suggestMapping(headings, data), signature: signatureOf(headings) }
}

/** The sheet with the most columns we know; of equals the first. */
export function suggestSheet(preview: Preview): Suggested {
  const known = ({ mapping }: Suggested) => mapping.filter((column) => column !== null).length
  const all = preview.sheets.map((_, sheet) => suggest(preview, sheet))
  return all.reduce((best, one) => (known(one) > known(best) ? one : best))
}

/** The headings of a run's list as it is read now. */
export function headingsOf(run: Run): string[] {
  const rows = openPreview(run.preview).sheets[run.sheet]?.rows ?? []
  return headingsAt(rows, { line: run.headerLine, lines: run.headerLines })
}

const hideNumbers = (text: string) => text.replace(/\d{13,22}/g, (digits) => mask(digits))

/** What the page about the columns shows. */
export function layoutOf(run: Run): ImportLayout {
  const preview = openPreview(run.preview)
  const rows = preview.sheets[run.sheet]?.rows ?? []
  const headings = headingsOf(run)
  const data = rows.filter((row) => row.line >= run.headerLine + run.headerLines)
  return {
    sheets: preview.sheets.map(({ name }) => name),
    sheet: run.sheet,
    headerLine: run.headerLine,
    headings,
    mapping: headings.map((_, index) => run.mapping[index] ?? null),
    samples: headings.map((_, index) =>
      data
        .map((row) => hideNumbers(textOf(row.cells[index])))
        .filter((text) => text !== '')
        .slice(0, 3),
    ),
    lines: rows.slice(0, 30).map(({ line, cells }) => ({
      line,
      text: hideNumbers(cells.map(textOf).filter(Boolean).slice(0, 6).join(' · ')).slice(0, 100),
    })),
    missing: missingIn(run.mapping),
  }
}
