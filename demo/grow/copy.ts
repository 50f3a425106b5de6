import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Cell = string | number | boolean | null

/** One line of COPY's text format. What the demo writes holds no tabs, line ends or backslashes. */
export const line = (cells: readonly Cell[]) => `${cells.map((cell) => cell ?? '\\N').join('\t')}\n`

/** Write lines into a table; `columns` in the order of the cells. */
export async function copyLines(
  client: PoolClient,
  table: string,
  columns: string,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  await pipeline(Readable.from(chunks(lines)), stream)
}

/** Some hundred kilobytes at a time: a write for each line would cost more than the line. */
function* chunks(lines: readonly string[]): Generator<string> {
  const size = 2000
  for (let start = 0; start < lines.length; start += size) yield lines.slice(start, start + size).join('')
}

/** A UUID version 7 that is the same every time: its moment, what it is an id of, and its number. */
export function numberedId(instant: string, kind: number, number: number): string {
  const time = Date.parse(instant).toString(16).padStart(12, '0')
  const own = number.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind.toString(16).padStart(3, '0')}-8${own.slice(0, 3)}-${own.slice(3)}000`
}
