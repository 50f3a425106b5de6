import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateAt, localDay, millis, minute, plusDays } from '../time.ts'
import {
  clash,
  dayState,
  type Ground,
  lengthsFrom,
  nearestFree,
  openSpans,
  type SpaceRules,
  startsOf,
  type Taken,
} from './rules.ts'
import { freeMinutes, segmentsOf } from './segments.ts'

const zones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']
const everyDay = (from: number, to: number) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }))
const base: SpaceRules = {
  zone: 'Asia/Jakarta',
  slotMinutes: 60,
  minMinutes: 60,
  maxMinutes: 180,
  bufferMinutes: 0,
  minDaysAhead: 0,
  maxDaysAhead: 30,
  openings: everyDay(480, 720),
}
/** Friday, 20 November 2026, 10.00 WIB. */
const now = millis('2026-11-20T03:00:00Z')
const ground = (more: Partial<SpaceRules> = {}, rest: Partial<Ground> = {}): Ground => ({
  rules: { ...base, ...more },
  taken: [],
  closures: [],
  holidays: new Set(),
  now,
  ...rest,
})
const at = (date: string, hour: number, zone = 'Asia/Jakarta') =>
  localDay(date, zone).start + hour * 60 * minute
const taken = (date: string, from: number, to: number, buffer = 0): Taken => ({
  start: at(date, from),
  end: at(date, to),
  blockedUntil: at(date, to) + buffer * minute,
  kind: 'taken',
})
const clockOf = (date: string) => (time: number) => (time - at(date, 0)) / (60 * minute)

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

/** Rules, bookings and closures as they may be; times within a few days after now. */
const anyGround = fc
  .record({
    zone: fc.constantFrom(...zones),
    slotMinutes: fc.constantFrom(15, 30, 60),
    slots: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 })),
    bufferMinutes: fc.constantFrom(0, 15, 30, 60),
    minDaysAhead: fc.integer({ min: 0, max: 2 }),
    from: fc.integer({ min: 0, max: 16 }),
    hours: fc.integer({ min: 1, max: 12 }),
    busy: fc.array(
      fc.tuple(fc.integer({ min: 0, max: 6 * 96 }), fc.integer({ min: 1, max: 16 }), fc.boolean()),
      { maxLength: 25 },
    ),
  })
  .map(
    ({ zone, slotMinutes, slots: [least, more], bufferMinutes, minDaysAhead, from, hours, busy }): Ground => {
      const start = localDay('2026-11-20', zone).start
      const span = ([quarter, length]: readonly [number, number, boolean]) => ({
        start: start + quarter * 15 * minute,
        end: start + (quarter + length) * 15 * minute,
      })
      return {
        now,
        holidays: new Set(['2026-11-23']),
        rules: {
          zone,
          slotMinutes,
          bufferMinutes,
          minDaysAhead,
          minMinutes: least * slotMinutes,
          maxMinutes: (least + more) * slotMinutes,
          maxDaysAhead: 30,
          openings: everyDay(from * 60, Math.min(24, from + hours) * 60),
        },
        taken: busy
          .filter(([, , closed]) => !closed)
          .map((one) => ({
            ...span(one),
            blockedUntil: span(one).end + bufferMinutes * minute,
            kind: 'taken',
          })),
        closures: busy.filter(([, , closed]) => closed).map(span),
      }
    },
  )
const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25']

describe('whatever the rules and whoever booked', () => {
  test('a time that is offered overlaps nobody, keeps the buffer on both sides, and lies in an opening to come', () => {
    fc.assert(
      fc.property(anyGround, (any) => {
        for (const date of days)
          for (const start of startsOf(date, any))
            for (const length of lengthsFrom(start, any.rules)) {
              const end = start.start + length * minute
              const buffer = any.rules.bufferMinutes * minute
              expect(start.start).toBeGreaterThan(any.now)
              expect(
                any.taken.every((other) => end + buffer <= other.start || start.start >= other.end + buffer),
              ).toBe(true)
              expect(any.closures.every((closed) => end <= closed.start || start.start >= closed.end)).toBe(
                true,
              )
              expect(openSpans(date, any).some((open) => start.start >= open.start && end <= open.end)).toBe(
                true,
              )
            }
      }),
      { numRuns: 300 },
    )
  })

  test('no time is forgotten: where nothing clashes one may begin', () => {
    fc.assert(
      fc.property(anyGround, (any) => {
        for (const date of days) {
          const offered = new Set(startsOf(date, any).map(({ start }) => start))
          if (dayState(date, any) !== 'open') expect(offered.size).toBe(0)
          else
            for (const open of openSpans(date, any))
              for (let start = open.start; start < open.end; start += any.rules.slotMinutes * minute) {
                const wanted = { start, end: start + any.rules.minMinutes * minute }
                const could = start > any.now && wanted.end <= open.end && clash(wanted, any) === undefined
                expect(offered.has(start)).toBe(could)
              }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('alternatives are really free, as long as wanted, and nothing nearer is', () => {
    fc.assert(
      fc.property(anyGround, fc.constantFrom(...days), fc.integer({ min: 0, max: 23 }), (any, date, hour) => {
        const start = at(date, hour, any.rules.zone)
        const wanted = { start, end: start + any.rules.minMinutes * minute }
        const found = nearestFree(wanted, any)
        const all = Array.from({ length: 29 }, (_, index) => plusDays(date, index - 14))
          .flatMap((other) => startsOf(other, any))
          .map((one) => Math.abs(one.start - start))
          .sort((a, b) => a - b)
        expect(found.map((one) => Math.abs(one.start - start))).toEqual(all.slice(0, 3))
        for (const one of found) {
          expect(clash(one, any)).toBeUndefined()
          expect(one.end - one.start).toBe(wanted.end - wanted.start)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('a day is cut without holes and without overlap, and free is where one may be', () => {
    fc.assert(
      fc.property(anyGround, (any) => {
        for (const date of days) {
          const pieces = segmentsOf(date, any)
          for (const open of openSpans(date, any)) {
            const inside = pieces.filter((piece) => piece.start >= open.start && piece.end <= open.end)
            expect(inside[0]?.start).toBe(open.start)
            expect(inside.at(-1)?.end).toBe(open.end)
            for (const [index, piece] of inside.entries())
              expect(piece.start).toBe(index === 0 ? open.start : inside[index - 1]?.end)
          }
          for (const piece of pieces.filter((one) => one.kind === 'free')) {
            expect(any.taken.every((other) => other.end <= piece.start || other.start >= piece.end)).toBe(
              true,
            )
            expect(startsOf(date, any).some(({ start }) => start === piece.start)).toBe(true)
          }
          expect(freeMinutes(pieces) > 0).toBe(startsOf(date, any).length > 0)
        }
      }),
      { numRuns: 300 },
    )
  })
})
