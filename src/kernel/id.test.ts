import { expect, test } from 'vitest'
import { newId } from './id.ts'

test('ids are UUIDs of version 7 that sort by the time they were made', () => {
  const ids = [0, 1, 2 ** 32 - 1, 2 ** 32, Date.now(), 2 ** 48 - 1].map((at) => newId(at))
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect([...ids].sort()).toEqual(ids)
  const now = Date.now()
  expect(Number.parseInt(newId(now).replaceAll('-', '').slice(0, 12), 16)).toBe(now)
})

test('a hundred thousand of one millisecond are all different', () => {
  expect(new Set(Array.from({ length: 100_000 }, () => newId(1))).size).toBe(100_000)
})
