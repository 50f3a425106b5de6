import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween } from '../time.ts'
import { maxDates, occurrences, readRule, rruleOf } from './rules.ts'

describe('dates that come again', () => {
  test('every week, and every second, until a date or so many times', () => {
    const week = { repeat: 'week', interval: 1, first: '2026-11-28' } as const
    expect(occurrences({ ...week, count: 3 })).toEqual(['2026-11-28', '2026-12-05', '2026-12-12'])
    expect(occurrences({ ...week, interval: 2, until: '2026-12-26' })).toEqual([
      '2026-11-28',
      '2026-12-12',
      '2026-12-26',
    ])
  })

  test('the second Saturday of the month, and the last one', () => {
    const month = { repeat: 'month_weekday', interval: 1, count: 3 } as const
    expect(occurrences({ ...month, first: '2026-12-12' })).toEqual(['2026-12-12', '2027-01-09', '2027-02-13'])
    expect(occurrences({ ...month, first: '2027-01-30' })).toEqual(['2027-01-30', '2027-02-27', '2027-03-27'])
  })

  test('a day of the month; a month without it is left out', () =>
    expect(occurrences({ repeat: 'month_date', interval: 1, first: '2027-01-31', count: 3 })).toEqual([
      '2027-01-31',
      '2027-03-31',
      '2027-05-31',
    ]))

  test('never ends later than asked, keeps its weekday, and rises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('week', 'month_date', 'month_weekday'),
        (offset, interval, count, repeat) => {
          const first = new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10)
          const dates = occurrences({ repeat: repeat as 'week', interval, first, count })
          expect(dates).toHaveLength(Math.min(count, maxDates))
          expect(dates[0]).toBe(first)
          for (const [index, date] of dates.slice(1).entries()) {
            const gap = daysBetween(dates[index] ?? '', date)
            expect(gap).toBeGreaterThan(0)
            if (repeat !== 'month_date') expect(gap % 7).toBe(0)
          }
        },
      ),
    )
  })

  test('is kept as calendars read it', () => {
    const rule = rruleOf({ repeat: 'month_weekday', interval: 2, first: '2027-01-30', until: '2027-12-31' })
    expect(rule).toBe('FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SA;UNTIL=20271231')
    expect(readRule(rule)).toEqual({ repeat: 'month_weekday', interval: 2, last: true, nth: -1 })
    expect(readRule(rruleOf({ repeat: 'week', interval: 1, first: '2026-11-28', count: 4 }))).toMatchObject({
      repeat: 'week',
    })
  })
})
