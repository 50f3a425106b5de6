import { describe, expect, test } from 'vitest'
import type { CalendarDay } from '../../calendar/schema.ts'
import { deskStarts, lengthsOf } from './desk-times.ts'

const at = (time: string) => `2026-11-21T${time}:00Z`
const day = (
  segments: [string, string, CalendarDay['segments'][number]['kind']][],
  starts: string[],
): CalendarDay => ({
  date: '2026-11-21',
  weekday: 6,
  state: 'open',
  segments: segments.map(([start, end, kind]) => ({ start: at(start), end: at(end), kind, label: null })),
  starts: starts.map((start) => ({ start: at(start), longest: 60 })),
})
const hourly = { slotMinutes: 60 }

describe('times the desk offers', () => {
  test('free starts of the day', () => {
    expect(deskStarts(day([['01:00', '03:00', 'free']], ['01:00', '02:00']), hourly, at('00:30'))).toEqual([
      { start: at('01:00'), begun: false },
      { start: at('02:00'), begun: false },
    ])
  })

  test('and the hour that has begun, for people who stand there', () => {
    const today = day(
      [
        ['01:00', '03:00', 'past'],
        ['03:00', '05:00', 'free'],
      ],
      ['03:00'],
    )
    expect(deskStarts(today, hourly, at('02:20'))[0]).toEqual({ start: at('02:00'), begun: true })
  })

  test('but not when somebody has it, or had its beginning', () => {
    expect(deskStarts(day([['01:00', '03:00', 'taken']], []), hourly, at('02:20'))).toEqual([])
    const used = day(
      [
        ['01:00', '02:10', 'taken'],
        ['02:10', '04:00', 'past'],
      ],
      [],
    )
    expect(deskStarts(used, hourly, at('02:20'))).toEqual([])
  })

  test('nothing on a day without hours', () => {
    expect(deskStarts(day([], []), hourly, at('02:20'))).toEqual([])
    expect(deskStarts(undefined, hourly, at('02:20'))).toEqual([])
  })
})

test('lengths go from the shortest to the longest in slots', () => {
  expect(lengthsOf({ minMinutes: 60, maxMinutes: 180, slotMinutes: 30 })).toEqual([60, 90, 120, 150, 180])
})
