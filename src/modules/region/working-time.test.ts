import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkingDays,
  endOfDay,
  isWorkingDay,
  localDate,
  workingDaysBetween,
  workingMinutes,
} from './working-time.ts'

const none = new Set<string>()
const date = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10))
const holidays = fc.uniqueArray(date, { maxLength: 60 }).map((dates) => new Set(dates))
const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString())

describe('working days', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-23', 'Friday, over the week-end'],
    ['2026-11-21', 1, '2026-11-23', 'Saturday'],
    ['2026-11-23', 3, '2026-11-26', 'within a week'],
    ['2026-11-23', 0, '2026-11-23', 'none'],
  ])('%s and %i working days is %s (%s)', (from, days, expected) => {
    expect(addWorkingDays(from, days, none)).toBe(expected)
  })

  test('Idul Fitri 2026: the first working day after 17 March is 25 March', () => {
    const closed = new Set(['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24'])
    expect(addWorkingDays('2026-03-17', 1, closed)).toBe('2026-03-25')
  })

  test('a deadline is a working day, later, and exactly that many working days away', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 30 }), holidays, (from, days, closed) => {
        const deadline = addWorkingDays(from, days, closed)
        expect(deadline > from).toBe(true)
        expect(isWorkingDay(deadline, closed)).toBe(true)
        expect(workingDaysBetween(from, deadline, closed)).toBe(days)
      }),
    )
  })

  test('another holiday never makes a deadline earlier', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 20 }), holidays, date, (from, days, closed, more) => {
        const before = addWorkingDays(from, days, closed)
        expect(addWorkingDays(from, days, new Set([...closed, more])) >= before).toBe(true)
      }),
    )
  })
})

describe('the clock of the region', () => {
  test('an evening in Jakarta is already tomorrow in Jayapura', () => {
    expect(localDate('2026-11-21T16:30:00Z', 'Asia/Jakarta')).toBe('2026-11-21')
    expect(localDate('2026-11-21T16:30:00Z', 'Asia/Jayapura')).toBe('2026-11-22')
  })

  test('a day ends at the last second before midnight there', () => {
    expect(endOfDay('2026-11-24', 'Asia/Jakarta')).toBe('2026-11-24T16:59:59Z')
    expect(endOfDay('2026-11-24', 'Asia/Makassar')).toBe('2026-11-24T15:59:59Z')
    fc.assert(
      fc.property(date, (day) => {
        expect(localDate(endOfDay(day, 'Asia/Jayapura'), 'Asia/Jayapura')).toBe(day)
      }),
    )
  })
})

describe('waiting time', () => {
  const minutes = (from: string, to: string, closed = none) =>
    workingMinutes(from, to, 'Asia/Jakarta', closed)

  test('counts office hours only', () => {
    expect(minutes('2026-11-23T02:00:00Z', '2026-11-23T03:30:00Z')).toBe(90)
    // Friday 15.00 to Monday 09.00: one hour each.
    expect(minutes('2026-11-20T08:00:00Z', '2026-11-23T02:00:00Z')).toBe(120)
    expect(minutes('2026-11-20T08:00:00Z', '2026-11-23T02:00:00Z', new Set(['2026-11-23']))).toBe(60)
    expect(minutes('2026-11-21T02:00:00Z', '2026-11-22T09:00:00Z')).toBe(0)
  })

  test('is never negative, adds up, and never exceeds the clock', () => {
    fc.assert(
      fc.property(fc.tuple(instant, instant, instant), holidays, (moments, closed) => {
        const [a = '', b = '', c = ''] = [...moments].sort()
        const parts = minutes(a, b, closed) + minutes(b, c, closed)
        expect(Math.abs(minutes(a, c, closed) - parts)).toBeLessThanOrEqual(1)
        expect(minutes(a, c, closed)).toBeLessThanOrEqual((Date.parse(c) - Date.parse(a)) / 60_000)
        expect(minutes(c, a, closed)).toBe(0)
      }),
    )
  })

  test('days are added across months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
})
