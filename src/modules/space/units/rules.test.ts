import { expect, test } from 'vitest'
import { deadlineFor } from '../clearing/rules.ts'
import { codesOf, unitState } from './rules.ts'
import { partName, placeName } from './words.ts'

test.each([
  [{ prefix: 'POD', first: 1, count: 1 }, ['POD']],
  [{ prefix: 'K', first: 9, count: 3 }, ['K-9', 'K-10', 'K-11']],
  [{ prefix: 'K-', first: 1, count: 2 }, ['K-1', 'K-2']],
  [{ prefix: 'K', first: 4, count: 1 }, ['K-4']],
])('codes of %o', (wanted, codes) => expect(codesOf(wanted)).toEqual(codes))

test.each([
  [false, ['approved'], 'closed'],
  [true, [], 'free'],
  [true, ['held'], 'held'],
  [true, ['held', 'requested'], 'waiting'],
  [true, ['held', 'leased'], 'taken'],
  [true, ['checked_in'], 'taken'],
] as const)('open %s with %o is %s', (open, states, state) => expect(unitState(open, states)).toBe(state))

test('a place is named in the reader’s words; the whole space as before', () => {
  const booking = { spaceName: 'KUKM Space', unitKind: 'seat', unitName: 'K-1' } as const
  expect(placeName(booking, 'id')).toBe('Kursi K-1, KUKM Space')
  expect(placeName(booking, 'en')).toBe('Seat K-1, KUKM Space')
  expect(placeName({ ...booking, unitKind: 'whole', unitName: 'KUKM Space' }, 'id')).toBe('KUKM Space')
  expect(partName('room', 'Ruang podcast', 'en')).toBe('Ruang podcast')
})

test('other times are offered for two days, never beyond the beginning of the event', () => {
  expect(deadlineFor('2026-11-20T03:00:00.000Z', '2026-11-28T01:00:00Z')).toBe('2026-11-22T03:00:00Z')
  expect(deadlineFor('2026-11-20T03:00:00.000Z', '2026-11-20T06:00:00Z')).toBe('2026-11-20T06:00:00Z')
})
