import { parse } from 'csv-parse'
import type { SheetRow } from './xlsx/rows.ts'
import { columnLimit } from './xlsx/rows.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252'
export type Delimiter = ';' | ',' | '\t' | '|'

/** How a text file is written: what a first part of it tells. */
export interface CsvShape {
  encoding: Encoding
  delimiter: Delimiter
}

/** UTF-8 with or without a mark, Excel's "Unicode text", else Windows-1252, which any bytes are. */
function encodingOf(start: Buffer, whole: boolean): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  // A letter of several bytes may be cut in two at the end of the part.
  for (let cut = 0; cut < (whole ? 1 : 4); cut++)
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(start.subarray(0, start.length - cut))
      return 'utf-8'
    } catch {}
  return 'windows-1252'
}

/** How often each separator stands outside quotes, line by line; a separator of a table stands in most lines alike. */
function delimiterOf(text: string): Delimiter {
  const said = /^\ufeff?sep=([;,|\t])/i.exec(text)?.[1]
  if (said !== undefined) return said as Delimiter
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, 50)
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    return usual * counts.filter((count) => count === usual).length
  }
  const choices: Delimiter[] = [';', '\t', ',', '|']
  return choices.reduce((best, one) => (score(one) > score(best) ? one : best))
}

/** Does a file hold text at all? Programs and pictures have zero bytes. */
export const isText = (start: Buffer): boolean =>
  (start[0] === 0xff && start[1] === 0xfe) || (start.length > 0 && !start.includes(0))

/** @param start the first part of the file, `whole` when there is no more */
export function shapeOf(start: Buffer, whole: boolean): CsvShape {
  const encoding = encodingOf(start, whole)
  return { encoding, delimiter: delimiterOf(new TextDecoder(encoding).decode(start)) }
}

async function* decode(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

const control = /[\p{Cc}\u00a0]+/gu

/** Rows of a text file, some hundred at a time; quotes that do not close take no more than their own field's limit. */
export async function* csvRows(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: CsvShape,
): AsyncGenerator<SheetRow[]> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: 200_000,
    info: false,
  })
  async function feed() {
    for await (const part of decode(chunks, encoding))
      if (!parser.write(part)) await new Promise((resolve) => parser.once('drain', resolve))
    parser.end()
  }
  feed().catch((error: unknown) => parser.destroy(error instanceof Error ? error : new Error(String(error))))
  let rows: SheetRow[] = []
  let line = 0
  for await (const values of parser as AsyncIterable<string[]>) {
    line += 1
    const cells = values.slice(0, columnLimit).map((value) => value.replace(control, ' ').trim() || null)
    if (line === 1 && /^sep=.?$/i.test(cells[0] ?? '')) continue
    if (cells.some((cell) => cell !== null)) rows.push({ line, cells })
    if (rows.length >= 500) {
      yield rows
      rows = []
    }
  }
  yield rows
}
