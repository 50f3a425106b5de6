import { z } from 'zod'
import { fieldFault } from './fault.ts'

/** Query fields every list takes. `after` is the opaque cursor of the previous page. */
export const PageQuery = z.object({
  after: z.string().max(400).optional().describe('Cursor of the previous page: its `next`.'),
  limit: z.number().int().min(1).max(100).default(20).describe('Rows a page, at most 100.'),
})
export type PageQuery = z.infer<typeof PageQuery>

/** A page of a list: rows and the cursor of the next page, null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** The keyset of the last row, as text nobody needs to understand. */
export const encodeCursor = (keys: readonly (string | number)[]) =>
  Buffer.from(JSON.stringify(keys)).toString('base64url')

/** The keyset in a cursor; a cursor that we did not write is a fault at the field `after`. */
export function decodeCursor(cursor: string | undefined, size: number): (string | number)[] | undefined {
  if (cursor === undefined || cursor === '') return undefined
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const isKey = (key: unknown) =>
      (typeof key === 'string' && !key.includes('\u0000')) ||
      (typeof key === 'number' && Number.isFinite(key))
    if (Array.isArray(keys) && keys.length === size && keys.every(isKey)) return keys
  } catch {
    // Falls through to the fault: unreadable and wrong cursors are told alike.
  }
  throw fieldFault('after', 'kernel_bad_cursor')
}

/** Make a page from `limit + 1` rows: the extra row only says that there is more. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  keysOf: (row: Row) => readonly (string | number)[],
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keysOf(last)) : null }
}
