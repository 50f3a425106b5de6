import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBetween, plusDays } from '../time.ts'
import { portions, stretchesOf } from './rules.ts'

const date = fc.integer({ min: 0, max: 900 }).map((days) => plusDays('2026-01-01', days))

test('portions are all days in order, or all of one weekday, each once', () => {
  fc.assert(
    fc.property(
      date,
      fc.nat(89),
      fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
      (from, days, weekday) => {
        const to = plusDays(from, days)
        const all = Array.from({ length: days + 1 }, (_, index) => plusDays(from, index))
        const wanted = all.filter(
          (day) => weekday === undefined || (new Date(day).getUTCDay() || 7) === weekday,
        )
        expect([...portions(from, to, weekday)].flat()).toEqual(wanted)
      },
    ),
  )
})

test('stretches are runs of days that follow each other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(60)), (numbers) => {
      const dates = numbers.toSorted((a, b) => a - b).map((days) => plusDays('2026-01-01', days))
      const found = stretchesOf(dates)
      expect(
        found.flatMap(([from, to]) =>
          Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => plusDays(from, index)),
        ),
      ).toEqual(dates)
      for (const [index, [from]] of found.entries())
        if (index > 0) expect(daysBetween(found[index - 1]?.[1] ?? '', from)).toBeGreaterThan(1)
    }),
  )
})
