import { describe, expect, test } from 'vitest'
import { closureTime } from './closure-time.ts'

const nothing = { fromDate: '', fromTime: '', toDate: '', toTime: '' }
const time = (typed: Partial<typeof nothing>, zone = 'Asia/Jakarta') =>
  closureTime({ ...nothing, ...typed }, zone)

describe('when a closure lasts', () => {
  test('a day, from midnight to midnight on the wall of the space', () => {
    expect(time({ fromDate: '2026-12-11' })).toEqual({
      start: '2026-12-10T17:00:00Z',
      end: '2026-12-11T17:00:00Z',
    })
    expect(time({ fromDate: '2026-12-11' }, 'Asia/Jayapura')).toEqual({
      start: '2026-12-10T15:00:00Z',
      end: '2026-12-11T15:00:00Z',
    })
  })

  test('some hours, or days from an hour on', () => {
    expect(time({ fromDate: '2026-12-11', fromTime: '08:00', toTime: '12.30' })).toEqual({
      start: '2026-12-11T01:00:00Z',
      end: '2026-12-11T05:30:00Z',
    })
    expect(time({ fromDate: '2026-12-11', fromTime: '15:00', toDate: '2026-12-13' })).toEqual({
      start: '2026-12-11T08:00:00Z',
      end: '2026-12-13T17:00:00Z',
    })
  })

  test.each([
    [{}, 'fromDate', 'required'],
    [{ fromDate: '2026-02-30' }, 'fromDate', 'date'],
    [{ fromDate: '2026-12-11', toDate: 'besok' }, 'toDate', 'date'],
    [{ fromDate: '2026-12-11', fromTime: 'pagi' }, 'fromTime', 'time'],
    [{ fromDate: '2026-12-11', toTime: '25:00' }, 'toTime', 'time'],
    [{ fromDate: '2026-12-11', toDate: '2026-12-10' }, 'toDate', 'order'],
    [{ fromDate: '2026-12-11', fromTime: '10:00', toTime: '10:00' }, 'toTime', 'order'],
  ] as const)('%o is told at %s as %s', (typed, field, fault) => {
    expect(time(typed)).toEqual({ field, fault })
  })
})
