import { describe, expect, test } from 'vitest'
import { bandOf, flagsOf, type PresenceState, sightTime } from './rules.ts'

const seen = (states: Record<string, PresenceState>) =>
  Object.entries(states).map(([day, state]) => ({ day, state }))
const rule = { emptyAfter: 3 }

describe('flags', () => {
  test('three market days in a row without the holder are an empty stall', () => {
    const records = seen({ '2026-10-04': 'present', '2026-10-18': 'absent', '2026-11-01': 'closed' })
    expect(flagsOf(records, rule, '2026-11-02').empty).toEqual([])
    const more = [...records, ...seen({ '2026-11-15': 'absent' })]
    expect(flagsOf(more, rule, '2026-11-15')).toEqual({
      sublet: [],
      empty: ['2026-11-15', '2026-11-01', '2026-10-18'],
      lastPresent: '2026-10-04',
    })
  })

  test('so are two, when the last time is a month ago', () => {
    const records = seen({ '2026-10-04': 'present', '2026-10-18': 'absent', '2026-11-01': 'absent' })
    expect(flagsOf(records, rule, '2026-11-03').empty).toHaveLength(2)
    expect(flagsOf(records, rule, '2026-11-02').empty).toHaveLength(0)
  })

  test('who came again is no longer flagged as empty; somebody else at the stall stays in sight', () => {
    const records = seen({
      '2026-10-04': 'absent',
      '2026-10-18': 'absent',
      '2026-11-01': 'other',
      '2026-11-15': 'present',
    })
    expect(flagsOf(records, rule, '2026-11-16')).toEqual({
      sublet: ['2026-11-01'],
      empty: [],
      lastPresent: '2026-11-15',
    })
  })

  test('nothing recorded says nothing', () =>
    expect(flagsOf([], rule, '2026-11-16')).toEqual({ sublet: [], empty: [], lastPresent: null }))
})

test.each([
  [0, 'none'],
  [1, 'to_100'],
  [100_000, 'to_100'],
  [100_001, 'to_250'],
  [2_500_000, 'to_2500'],
  [2_500_001, 'more'],
])('%d rupiah lie in %s', (amount, band) => expect(bandOf(amount)).toBe(band))

test('a sight is never later than it arrived, and lies on its day', () => {
  const day = { start: Date.parse('2026-11-14T17:00:00Z'), end: Date.parse('2026-11-15T17:00:00Z') }
  expect(sightTime('2026-11-15T01:00:00Z', '2026-11-15T02:00:00Z', day)).toBe('2026-11-15T01:00:00Z')
  expect(sightTime('2026-11-15T09:00:00Z', '2026-11-15T02:00:00Z', day)).toBe('2026-11-15T02:00:00Z')
  expect(sightTime('2020-01-01T00:00:00Z', '2026-11-15T02:00:00Z', day)).toBe('2026-11-14T17:00:00Z')
  expect(sightTime(undefined, '2026-11-20T02:00:00Z', day)).toBe('2026-11-15T16:59:59Z')
})
