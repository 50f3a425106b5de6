import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDay, minute, plusDays } from '../time.ts'
import { clash, dayState, type Ground, lengthsFrom, nearestFree, openSpans, startsOf } from './rules.ts'
import { freeMinutes, segmentsOf } from './segments.ts'
import { at, everyDay, now, zones } from './testing/grounds.ts'

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

/** Each start of the raster at which nothing clashes, asked one by one. */
const everyStart = (date: string, any: Ground) =>
  openSpans(date, any).flatMap((open) => {
    const slots = Math.ceil((open.end - open.start) / (any.rules.slotMinutes * minute))
    return Array.from(
      { length: slots },
      (_, slot) => open.start + slot * any.rules.slotMinutes * minute,
    ).filter((start) => {
      const wanted = { start, end: start + any.rules.minMinutes * minute }
      return start > any.now && wanted.end <= open.end && clash(wanted, any) === undefined
    })
  })

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
          const offered = startsOf(date, any).map(({ start }) => start)
          expect(offered).toEqual(dayState(date, any) === 'open' ? everyStart(date, any) : [])
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
            expect(inside.map(({ start }) => start)).toEqual([
              open.start,
              ...inside.slice(0, -1).map(({ end }) => end),
            ])
            expect(inside.at(-1)?.end).toBe(open.end)
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
