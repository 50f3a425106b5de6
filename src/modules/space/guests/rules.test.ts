import { describe, expect, test } from 'vitest'
import type { Ground, Taken } from '../calendar/rules.ts'
import { millis } from '../time.ts'
import { seatUntil, stayUntil } from './rules.ts'

/** Fridays 08.00–15.30 WIB. */
const ground = (closures: Ground['closures'] = []): Ground => ({
  rules: {
    zone: 'Asia/Jakarta',
    slotMinutes: 30,
    minMinutes: 30,
    maxMinutes: 240,
    bufferMinutes: 0,
    minDaysAhead: 0,
    maxDaysAhead: 60,
    openings: [{ weekday: 5, from: 480, to: 930 }],
  },
  taken: [],
  closures,
  holidays: new Set(),
  now: 0,
})
const at = (time: string) => millis(`2026-11-20T${time}:00+07:00`)
const taken = (from: string, to: string): Taken => ({
  start: at(from),
  end: at(to),
  blockedUntil: at(to),
  kind: 'taken',
})

describe('a guest may stay', () => {
  test.each([
    ['08:00', '15:30', true],
    ['15:29', '15:30', true],
    ['15:30', '24:00', false],
    ['07:59', '24:00', false],
  ])('who comes at %s until %s', (come, until, open) => {
    const end = until === '24:00' ? millis('2026-11-21T00:00:00+07:00') : at(until)
    expect(stayUntil(at(come), ground())).toEqual({ until: end, open })
  })

  test('until a closure begins, and not in one', () => {
    const closed = ground([{ start: at('12:00'), end: at('13:00') }])
    expect(stayUntil(at('10:00'), closed)).toEqual({ until: at('12:00'), open: true })
    expect(stayUntil(at('12:30'), closed).open).toBe(false)
  })
})

describe('a seat is theirs', () => {
  test.each([
    ['to the end when nobody has it later', [], '15:30'],
    ['until the next one comes', [taken('13:00', '14:00')], '13:00'],
    ['also between two', [taken('08:00', '10:00'), taken('11:00', '12:00')], '11:00'],
  ])('%s', (_, others, until) => {
    expect(seatUntil(at('10:00'), at('15:30'), others)).toBe(at(until))
  })

  test('not while somebody has it, nor for a moment only', () => {
    expect(seatUntil(at('10:00'), at('15:30'), [taken('09:00', '11:00')])).toBeUndefined()
    expect(seatUntil(at('10:00'), at('15:30'), [taken('10:10', '11:00')])).toBeUndefined()
    expect(seatUntil(at('15:25'), at('15:30'), [])).toBe(at('15:30'))
  })
})
