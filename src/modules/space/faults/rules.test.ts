import { expect, test } from 'vitest'
import { daysOpen, isOverdue } from './rules.ts'

const zone = 'Asia/Jakarta'
const now = '2026-11-20T03:00:00Z'
const running = {
  state: 'assigned',
  firstAt: '2026-11-09T23:00:00Z',
  closedAt: null,
  promisedOn: '2026-11-19',
} as const

test('days are counted on the wall of the space, until it is done', () => {
  expect(daysOpen(running, now, zone)).toBe(10)
  expect(daysOpen({ ...running, closedAt: '2026-11-12T18:00:00Z' }, now, zone)).toBe(3)
})

test('a promise is broken the day after, unless it was kept', () => {
  expect(isOverdue(running, now, zone)).toBe(true)
  expect(isOverdue({ ...running, promisedOn: '2026-11-20' }, now, zone)).toBe(false)
  expect(isOverdue({ ...running, promisedOn: null }, now, zone)).toBe(false)
  expect(isOverdue({ ...running, state: 'done' }, now, zone)).toBe(false)
})
