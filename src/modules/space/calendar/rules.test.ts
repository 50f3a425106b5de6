import { describe, expect, test } from 'vitest'
import { dateAt, localDay, millis, plusDays } from '../time.ts'
import { dayState, type Ground, lengthsFrom, nearestFree, type SpaceRules, startsOf } from './rules.ts'
import { at, base, clockOf, ground, taken, zones } from './testing/grounds.ts'

describe('zones of Indonesia', () => {
  test('have no daylight saving: every day of thirty years is 24 hours long and starts when its zone says', () => {
    const offsets = { 'Asia/Jakarta': 7, 'Asia/Pontianak': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 }
    for (const [zone, hours] of Object.entries(offsets))
      for (let day = '2020-01-01'; day < '2050-01-01'; day = plusDays(day, 7)) {
        expect(localDay(day, zone).start).toBe(Date.parse(`${day}T00:00:00Z`) - hours * 3_600_000)
        expect(localDay(plusDays(day, 1), zone).start - localDay(day, zone).start).toBe(86_400_000)
      }
  })

  test('an evening in Jakarta is already tomorrow in Jayapura', () => {
    const evening = millis('2026-11-20T15:30:00Z')
    expect(zones.map((zone) => dateAt(evening, zone))).toEqual([
      '2026-11-20',
      '2026-11-20',
      '2026-11-20',
      '2026-11-21',
    ])
  })
})

describe('what a day is', () => {
  test.each([
    ['2026-11-19', 'past'],
    ['2026-11-20', 'too_soon'],
    ['2026-11-21', 'open'],
    ['2026-12-20', 'open'],
    ['2026-12-22', 'too_far'],
    ['2026-11-23', 'closed'],
    ['2026-12-10', 'holiday'],
  ])('%s is %s', (date, state) => {
    const withoutMondays = base.openings.filter((hours) => hours.weekday !== 1)
    expect(
      dayState(
        date,
        ground({ minDaysAhead: 1, openings: withoutMondays }, { holidays: new Set(['2026-12-10']) }),
      ),
    ).toBe(state)
  })
})

describe('when one may begin', () => {
  const day = '2026-11-25'
  const starts = (more: Partial<SpaceRules>, rest: Partial<Ground> = {}) =>
    startsOf(day, ground(more, rest)).map(({ start, longest }) => [clockOf(day)(start), longest])

  test('on every slot that leaves room for the shortest booking', () => {
    expect(starts({})).toEqual([
      [8, 180],
      [9, 180],
      [10, 120],
      [11, 60],
    ])
    expect(starts({ minMinutes: 120 })).toEqual([
      [8, 180],
      [9, 180],
      [10, 120],
    ])
    expect(starts({ slotMinutes: 30, minMinutes: 90, maxMinutes: 90 })).toEqual([
      [8, 90],
      [8.5, 90],
      [9, 90],
      [9.5, 90],
      [10, 90],
      [10.5, 90],
    ])
  })
  test('not while somebody is there, nor in the buffer after them, nor so that one would run into the next', () => {
    expect(starts({}, { taken: [taken(day, 9, 10)] })).toEqual([
      [8, 60],
      [10, 120],
      [11, 60],
    ])
    expect(starts({ bufferMinutes: 30 }, { taken: [taken(day, 9, 10, 30)] })).toEqual([[11, 60]])
  })
  test('not in a closure; the buffer may reach into one, nobody is there then', () => {
    expect(starts({ bufferMinutes: 30 }, { closures: [{ start: at(day, 10), end: at(day, 11) }] })).toEqual([
      [8, 120],
      [9, 60],
      [11, 60],
    ])
  })
  test('in two openings of a day, never across the break', () => {
    expect(
      starts({
        openings: [
          { weekday: 3, from: 480, to: 600 },
          { weekday: 3, from: 660, to: 720 },
        ],
      }),
    ).toEqual([
      [8, 120],
      [9, 60],
      [11, 60],
    ])
  })
  test('today only later than now', () => {
    const today = '2026-11-20'
    expect(startsOf(today, ground()).map(({ start }) => clockOf(today)(start))).toEqual([11])
  })
  test('lengths go from the shortest to the longest in slots', () => {
    expect(lengthsFrom({ start: 0, longest: 180 }, base)).toEqual([60, 120, 180])
  })
})

describe('the nearest free times', () => {
  test('are around the wanted one, earlier before later, then on other days', () => {
    const day = '2026-11-25'
    const wanted = { start: at(day, 9), end: at(day, 10) }
    const found = nearestFree(wanted, ground({}, { taken: [taken(day, 9, 10), taken(day, 11, 12)] }))
    expect(found.map(({ start }) => [dateAt(start, 'Asia/Jakarta'), clockOf(day)(start) % 24])).toEqual([
      [day, 8],
      [day, 10],
      ['2026-11-24', -13],
    ])
  })
  test('are none when a fortnight is full', () => {
    const closures = [{ start: at('2026-11-01', 0), end: at('2026-12-31', 0) }]
    expect(
      nearestFree({ start: at('2026-11-25', 9), end: at('2026-11-25', 10) }, ground({}, { closures })),
    ).toEqual([])
  })
})
