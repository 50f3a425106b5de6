import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, type MonthCounts, type RequestCounts, type SpaceCounts } from './rules.ts'

const count = fc.integer({ min: 0, max: 30 })

const requests = fc
  .record({
    kind: fc.constantFrom('booking' as const, 'registration' as const),
    approved: count,
    returned: count,
    rejected: count,
    late: count,
    states: fc.dictionary(fc.constantFrom('requested', 'approved', 'completed', 'no_show'), count),
  })
  .map(({ late, ...one }): RequestCounts => {
    const decided = one.approved + one.returned + one.rejected
    const first = Math.floor(one.rejected / 2)
    return {
      ...one,
      judged: decided,
      onTime: Math.max(0, decided - late),
      median: decided === 0 ? null : 90,
      p90: decided === 0 ? null : 300,
      reasons: { repairs: first, other: one.rejected - first },
    }
  })

const space = fc.record({ id: fc.uuid(), people: count, bookings: count }).map(
  (one): SpaceCounts => ({
    ...one,
    name: 'Balai',
    openDays: 20,
    minutesUsed: one.bookings * 120,
    minutesOpen: 9600,
  }),
)

const month = fc.record({
  spaces: fc.uniqueArray(space, { maxLength: 6, selector: (one) => one.id }),
  openDays: fc.constant(20),
  requests: fc.tuple(requests, requests).map(([a, b]) => [
    { ...a, kind: 'booking' as const },
    { ...b, kind: 'registration' as const },
  ]),
}) satisfies fc.Arbitrary<MonthCounts>

/** Measures that count people or cases; hours and days count neither. */
const counts = /^(people|bookings|(booking|registration)(\.(decided|rejected|on_time))?)$/

describe('what the public sees of a month', () => {
  it('has no count of one to four', () => {
    fc.assert(
      fc.property(month, (counted) => {
        for (const cell of cellsOf(counted))
          if (counts.test(cell.measure) && cell.value !== null)
            expect(cell.value === 0 || cell.value >= 5).toBe(true)
      }),
    )
  })

  it('never leaves one hidden part beside a shown whole', () => {
    fc.assert(
      fc.property(month, (counted) => {
        const cells = cellsOf(counted)
        for (const whole of cells.filter((cell) => cell.dimension === '' && cell.value !== null)) {
          for (const dimension of ['space', 'state', 'reason'] as const) {
            const parts = cells.filter(
              (cell) =>
                cell.indicator === whole.indicator &&
                cell.measure === whole.measure &&
                cell.dimension === dimension,
            )
            expect(parts.filter((part) => part.value === null)).not.toHaveLength(1)
          }
        }
      }),
    )
  })

  it('hides a space in every measure or in none', () => {
    fc.assert(
      fc.property(month, (counted) => {
        const cells = cellsOf(counted)
        for (const { id } of counted.spaces) {
          const hidden = ['people', 'bookings', 'minutes_used'].map(
            (measure) => cells.find((cell) => cell.part === id && cell.measure === measure)?.value === null,
          )
          expect(new Set(hidden).size).toBe(1)
        }
      }),
    )
  })

  it('tells no reasons of refusals whose number is hidden, and no waiting time of fewer than five', () => {
    fc.assert(
      fc.property(month, (counted) => {
        const cells = cellsOf(counted)
        for (const { kind, approved, returned, rejected } of counted.requests) {
          const find = (measure: string) =>
            cells.find((cell) => cell.measure === `${kind}.${measure}` && cell.dimension === '')?.value
          if (find('rejected') === null)
            for (const cell of cells.filter(
              (one) => one.dimension === 'reason' && one.measure === `${kind}.rejected`,
            ))
              expect(cell.value).toBeNull()
          if (approved + returned + rejected < 5) expect(find('median_hours')).toBeNull()
        }
      }),
    )
  })
})
