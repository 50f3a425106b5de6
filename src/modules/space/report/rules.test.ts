import { expect, test } from 'vitest'
import { totalsOf } from './rules.ts'

const day = (visitors: number, usedMinutes: number) => ({
  day: '2026-11-02',
  openMinutes: 600,
  visitors,
  bookings: 1,
  usedMinutes,
})

test('days nobody came count in the mean', () => {
  expect(totalsOf([day(6, 300), day(0, 0), day(3, 0)])).toEqual({
    openDays: 3,
    quietDays: 1,
    visitors: 9,
    perOpenDay: 3,
    usedShare: 1 / 6,
  })
})

test('of no open day there is no mean', () => {
  expect(totalsOf([])).toMatchObject({ openDays: 0, perOpenDay: null, usedShare: null })
})
