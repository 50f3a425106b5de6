import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, askedMonth, monthsBack, monthsBetween } from './months.ts'
import { type Figures, jumpRules, questionsOf, roundOthers, unanswered } from './rules.ts'

const asked = (before: Figures, now: Figures) => questionsOf(before, now).map(({ rule }) => rule)

describe('an unlikely figure is asked about', () => {
  test.each<[string, Figures, Figures, string[]]>([
    ['a zero too many', { sales: 4_000_000 }, { sales: 40_000_000 }, ['sales_up']],
    ['a zero too few', { sales: 4_000_000 }, { sales: 400_000 }, ['sales_down']],
    ['thousands left out', { sales: 750_000 }, { sales: 750 }, ['sales_unit']],
    ['nothing sold any more', { sales: 4_000_000 }, { sales: 0 }, ['sales_unit']],
    ['three zeros too many in the first report', {}, { sales: 5_000_000_000 }, ['sales_over']],
    ['a crew out of nowhere', { workers: 3 }, { workers: 9 }, ['workers_up']],
    ['a workshop that emptied', { workers: 12 }, { workers: 2 }, ['workers_down']],
    ['more people than any small business has', {}, { workers: 120 }, ['workers_over']],
    ['a debt that grew by a loan and more', { debt: 5_000_000 }, { debt: 50_000_000 }, ['debt_up']],
    ['a debt that is gone', { debt: 50_000_000 }, { debt: 0 }, ['debt_down']],
    [
      'two things at once',
      { sales: 4_000_000, workers: 2 },
      { sales: 40_000_000, workers: 20 },
      ['sales_up', 'workers_up'],
    ],
  ])('%s', (_, before, now, rules) => {
    expect(asked(before, now)).toEqual(rules)
  })

  test.each<[string, Figures, Figures]>([
    ['a good Ramadan', { sales: 4_000_000 }, { sales: 10_000_000 }],
    ['a small stall after one event', { sales: 400_000 }, { sales: 2_000_000 }],
    ['a family that helps', { workers: 2 }, { workers: 5 }],
    ['the first report', {}, { sales: 40_000_000, workers: 20, debt: 100_000_000 }],
    ['what was not told', { sales: 4_000_000 }, { workers: 3 }],
    ['an ordinary loan', { debt: 2_000_000 }, { debt: 10_000_000 }],
  ])('but not %s', (_, before, now) => {
    expect(asked(before, now)).toEqual([])
  })

  test('of each measure at most once, and nothing twice after a yes', () => {
    const figures = fc.record(
      { sales: fc.nat(10 ** 12), workers: fc.nat(1000), debt: fc.nat(10 ** 11) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(figures, figures, (before, now) => {
        const questions = questionsOf(before, now)
        expect(new Set(questions.map(({ measure }) => measure)).size).toBe(questions.length)
        expect(
          unanswered(
            questions,
            questions.map(({ answer }) => answer),
          ),
        ).toEqual([])
        expect(questionsOf(now, now).filter(({ rule }) => !rule.endsWith('_over'))).toEqual([])
      }),
    )
  })

  test('a yes to one figure is no yes to another', () => {
    const answer = questionsOf({ sales: 4_000_000 }, { sales: 40_000_000 }).map((one) => one.answer)
    const other = questionsOf({ sales: 4_000_000 }, { sales: 400_000_000 })
    expect(unanswered(other, answer)).toHaveLength(1)
  })

  test('every bound says why it stands there', () => {
    for (const rule of jumpRules) expect(rule.because.length).toBeGreaterThan(40)
  })
})

describe('months', () => {
  test('go over the year', () => {
    expect(addMonths('2026-11', 3)).toBe('2027-02')
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(monthsBack('2026-02', 3)).toEqual(['2026-02', '2026-01', '2025-12'])
  })

  test('there and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2090 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -120, max: 120 }),
        (year, number, count) => {
          const month = `${year}-${String(number).padStart(2, '0')}`
          expect(monthsBetween(month, addMonths(month, count))).toBe(count)
        },
      ),
    )
  })

  test.each([
    ['2026-01', 1, '2026-11', '2026-10'],
    ['2026-01', 3, '2026-11', '2026-10'],
    ['2026-02', 3, '2026-11', '2026-08'],
    ['2026-10', 6, '2026-11', '2026-10'],
    ['2026-11', 1, '2026-11', undefined],
  ])('a list from %s every %i months is in %s asked about %s', (firstMonth, everyMonths, now, month) => {
    expect(askedMonth({ firstMonth, everyMonths }, now)).toBe(month)
  })
})

test('how many others is said in fives', () => {
  expect([6, 10, 11, 12, 37].map(roundOthers)).toEqual([5, 5, 10, 10, 35])
})
