import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InboxItem } from '#kernel/inbox.ts'
import { decodeCursor } from '#kernel/page.ts'
import {
  byDeadline,
  mergePages,
  type Positions,
  readPositions,
  type SourcePage,
  writePositions,
} from './merge.ts'

const hour = 3_600_000
const item = (id: string, hours: number): InboxItem => ({
  kind: 'test',
  id,
  title: id,
  detail: '',
  regionCode: '33.72.05.1010',
  submittedAt: '2026-11-20T01:00:00Z',
  deadline: new Date(Date.parse('2026-11-21T00:00:00Z') + hours * hour).toISOString(),
  missing: [],
  href: '/',
})

/** Cases of one module: few different deadlines, so that ties are common. */
const cases = fc
  .uniqueArray(fc.tuple(fc.uuid(), fc.integer({ min: -6, max: 6 })), {
    maxLength: 40,
    selector: ([id]) => id,
  })
  .map((pairs) => pairs.map(([id, hours]) => item(id, hours)).sort(byDeadline))

/** A module answering a page after its cursor, as `list_cases` does. */
function pageFrom(
  source: string,
  all: readonly InboxItem[],
  cursor: string | undefined,
  limit: number,
): SourcePage {
  const keys = decodeCursor(cursor, 2)
  const after = keys && { deadline: String(keys[0]), id: String(keys[1]) }
  const rest = after ? all.filter((one) => byDeadline(one, after) > 0) : [...all]
  return { source, items: rest.slice(0, limit), more: rest.length > limit }
}

function readAll(modules: Readonly<Record<string, readonly InboxItem[]>>, limit: number) {
  const seen: string[] = []
  let positions: Positions | null = {}
  for (let turn = 0; positions && turn < 1000; turn++) {
    const at: Positions = positions
    const pages = Object.entries(modules).map(([source, all]) => pageFrom(source, all, at[source], limit))
    const { items, next } = mergePages(pages, limit, at)
    seen.push(...items.map((one) => one.id))
    positions = next && readPositions(writePositions(next))
  }
  return seen
}

describe('the merged queue', () => {
  it('shows every case exactly once, by deadline, however long its pages are', () => {
    fc.assert(
      fc.property(cases, cases, cases, fc.integer({ min: 1, max: 30 }), (a, b, c, limit) => {
        const expected = [...a, ...b, ...c].sort(byDeadline).map((one) => one.id)
        const seen = readAll({ a, b, c }, limit)
        expect([...seen].sort()).toEqual([...expected].sort())
        const deadlines = new Map([...a, ...b, ...c].map((one) => [one.id, one.deadline]))
        expect(seen.map((id) => deadlines.get(id))).toEqual(expected.map((id) => deadlines.get(id)))
      }),
    )
  })

  it('says that it ends when nothing follows, also when the page is just full', () => {
    const only = [item('00000000-0000-4000-8000-000000000001', 1)]
    expect(mergePages([{ source: 'a', items: only, more: false }], 1).next).toBeNull()
  })

  it('loses no case when those shown were decided meanwhile', () => {
    fc.assert(
      fc.property(cases, cases, fc.integer({ min: 1, max: 10 }), (a, b, limit) => {
        const first = mergePages(
          [pageFrom('a', a, undefined, limit), pageFrom('b', b, undefined, limit)],
          limit,
        )
        if (!first.next) return
        const done = new Set(first.items.map((one) => one.id))
        const left = { a: a.filter((one) => !done.has(one.id)), b: b.filter((one) => !done.has(one.id)) }
        const at = first.next
        const second = mergePages(
          [pageFrom('a', left.a, at.a, limit), pageFrom('b', left.b, at.b, limit)],
          limit,
          at,
        )
        const expected = [...left.a, ...left.b].sort(byDeadline).slice(0, limit)
        expect(second.items.map((one) => one.deadline)).toEqual(expected.map((one) => one.deadline))
      }),
    )
  })

  it('starts from the beginning when the cursor is not one of ours', () => {
    for (const cursor of ['', 'x', 'bnVsbA', 'WzFd', '%%%', null]) expect(readPositions(cursor)).toEqual({})
  })
})
