import { expect, test } from 'vitest'
import { proposedUntil } from './rules.ts'

const hour = 3_600_000

test('a proposal ends two days later, and before the earlier time begins', () => {
  expect(proposedUntil(0, [100 * hour, 90 * hour])).toBe(48 * hour)
  expect(proposedUntil(0, [100 * hour, 10 * hour])).toBe(9.5 * hour)
  expect(proposedUntil(0, [100 * hour, hour / 2])).toBeUndefined()
  expect(proposedUntil(0, [-hour])).toBeUndefined()
})
