import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#modules/region/working-time.ts'
import { elapsed, instantsOf, neighbour, periodKinds, periodOf, runOf } from './periods.ts'

const kinds = fc.constantFrom(...periodKinds)
const dates = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days))

describe('periods', () => {
  it('knows day, week from Monday, month and year', () => {
    expect(periodOf('day', '2026-11-21')).toEqual({ from: '2026-11-21', until: '2026-11-21' })
    expect(periodOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', until: '2026-11-22' })
    expect(periodOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', until: '2028-02-29' })
    expect(periodOf('year', '2026-11-21')).toEqual({ from: '2026-01-01', until: '2026-12-31' })
  })

  it('goes from December to January and back', () => {
    expect(neighbour('month', periodOf('month', '2026-12-05'), 1)).toEqual({
      from: '2027-01-01',
      until: '2027-01-31',
    })
    expect(neighbour('month', periodOf('month', '2027-01-05'), -1)).toEqual({
      from: '2026-12-01',
      until: '2026-12-31',
    })
  })

  it('lays periods end to end: none overlaps, no day is lost', () => {
    fc.assert(
      fc.property(kinds, dates, fc.integer({ min: 2, max: 14 }), (kind, on, count) => {
        const run = runOf(kind, periodOf(kind, on), count)
        expect(run).toHaveLength(count)
        for (const [index, span] of run.slice(1).entries())
          expect(span.from).toBe(addDays(run[index]?.until ?? '', 1))
        const last = run.at(-1)
        expect(last && last.from <= on && on <= last.until).toBe(true)
      }),
    )
  })

  it('turns a span into instants of its zone', () => {
    expect(instantsOf({ from: '2026-11-21', until: '2026-11-21' }, 'Asia/Jakarta')).toEqual({
      from: '2026-11-20T17:00:00Z',
      before: '2026-11-21T17:00:00Z',
    })
    expect(instantsOf({ from: '2026-11-01', until: '2026-11-30' }, 'Asia/Jayapura').before).toBe(
      '2026-11-30T15:00:00Z',
    )
  })

  it('counts only what has come', () => {
    const month = periodOf('month', '2026-11-21')
    expect(elapsed(month, '2026-11-21')).toEqual({ from: '2026-11-01', until: '2026-11-21' })
    expect(elapsed(month, '2026-12-24')).toEqual(month)
    expect(elapsed(month, '2026-10-31')).toBeUndefined()
  })
})
