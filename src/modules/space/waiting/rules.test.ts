import { expect, test } from 'vitest'
import { timeOn } from '../provision.server.ts'
import { offeredUntil } from './rules.ts'

const zone = 'Asia/Jakarta'
const at = (hour: number, date = '2026-11-20') => Date.parse(timeOn(date, hour, 24).start)
const soon = at(9, '2026-11-28')

test('an offer lasts two hours of the day, and the morning after a night', () => {
  expect(offeredUntil(at(10), soon, zone)).toBe(at(12))
  expect(offeredUntil(at(20), soon, zone)).toBe(at(10, '2026-11-21'))
  expect(offeredUntil(at(23), soon, zone)).toBe(at(10, '2026-11-21'))
  expect(offeredUntil(at(3), soon, zone)).toBe(at(10))
})

test('never beyond the beginning of the time itself', () => {
  expect(offeredUntil(at(10), at(11), zone)).toBe(at(11))
  expect(offeredUntil(at(22), at(7, '2026-11-21'), zone)).toBe(at(7, '2026-11-21'))
})
