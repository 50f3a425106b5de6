import { describe, expect, test } from 'vitest'
import { atTypedTime, eventTime } from './event-time.ts'

const zone = 'Asia/Makassar'
const typed = (day: string, from: string, to: string) =>
  eventTime(new Map(Object.entries({ day: [day], from: [from], to: [to] })), zone)

describe('day and hours of an event', () => {
  test('are instants on the clock of the space', () => {
    expect(typed('2026-12-08', '10:00', '12:30')).toEqual({
      start: '2026-12-08T02:00:00Z',
      end: '2026-12-08T04:30:00Z',
      wrong: {},
    })
  })

  test.each([
    ['2026-13-45', '10:00', '12:00', ['day']],
    ['2026-02-31', '25:00', '12:00', ['day', 'from']],
    ['', '', '', ['day', 'from', 'to']],
    ['2026-12-08', '10:00', 'noon', ['to']],
  ])('%s, %s to %s: what cannot be read is told at its field', (day, from, to, fields) => {
    expect(Object.keys(typed(day, from, to).wrong)).toEqual(fields)
  })

  test('faults of the instants stand at the fields that were typed, in their order', () => {
    const state = { values: {}, message: '', code: '' }
    const errors = { end: 'late', purpose: 'choose', title: 'short' }
    expect(Object.entries(atTypedTime({ ...state, errors }, {}).errors)).toEqual([
      ['title', 'short'],
      ['to', 'late'],
      ['purpose', 'choose'],
    ])
    expect(Object.keys(atTypedTime({ ...state, errors: { start: 'x' } }, { day: 'wrong' }).errors)).toEqual([
      'day',
    ])
  })
})
