import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fault } from './fault.ts'
import { decodeCursor, encodeCursor, type Page, toPage } from './page.ts'

interface Row {
  at: string
  id: number
}

const newestFirst = (a: Row, b: Row) => b.at.localeCompare(a.at) || b.id - a.id

/** A table that answers like the database: rows after the cursor, one more than asked. */
function list(table: readonly Row[], limit: number, after?: string): Page<Row> {
  const keys = decodeCursor(after, 2)
  const rows = [...table]
    .sort(newestFirst)
    .filter((row) => keys === undefined || newestFirst({ at: String(keys[0]), id: Number(keys[1]) }, row) < 0)
  return toPage(rows.slice(0, limit + 1), limit, (row) => [row.at, row.id])
}

const rows = fc
  .uniqueArray(fc.nat(500), { maxLength: 80 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.record({ at: fc.constantFrom('a', 'b', 'c'), id: fc.constant(id) }))),
  )
  .map((made) => made as Row[])

test('walking the pages meets every row once, in order, whatever the size of a page', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (table, limit) => {
      const met: Row[] = []
      let page = list(table, limit)
      met.push(...page.items)
      while (page.next !== null) {
        page = list(table, limit, page.next)
        expect(page.items.length).toBeGreaterThan(0)
        met.push(...page.items)
      }
      expect(met).toEqual([...table].sort(newestFirst))
    }),
  )
})

test('rows that arrive while one walks neither repeat nor hide another', () => {
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 1, max: 10 }), (table, arriving, limit) => {
      const late = arriving.filter((row) => !table.some((known) => known.id === row.id))
      const first = list(table, limit)
      const met = [...first.items]
      for (let next = first.next; next !== null; ) {
        const page = list([...table, ...late], limit, next)
        met.push(...page.items)
        next = page.next
      }
      expect(new Set(met.map((row) => row.id)).size).toBe(met.length)
      for (const row of table) expect(met).toContainEqual(row)
    }),
  )
})

test('a cursor comes back as it went', () => {
  const key = fc.oneof(
    fc.string().filter((value) => !value.includes('\u0000')),
    fc.integer(),
  )
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), (keys) => {
      expect(decodeCursor(encodeCursor(keys), keys.length)).toEqual(keys)
    }),
  )
})

test('a cursor we did not write is refused at its field', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.json().map((value) => Buffer.from(value).toString('base64url')),
      ),
      (cursor) => {
        try {
          expect(decodeCursor(cursor, 2)).toHaveLength(2)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
          expect((error as Fault).info.fields).toEqual([
            { path: 'after', key: 'kernel_bad_cursor', params: undefined },
          ])
        }
      },
    ),
  )
})
