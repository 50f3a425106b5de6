import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf, type Loan, monthlyPayment, periodsAYear } from './credit.ts'

const loan = (more: Partial<Loan>): Loan => ({
  principal: 1_500_000,
  received: 1_500_000,
  instalment: 36_000,
  term: 52,
  period: 'week',
  ...more,
})

describe('what a loan costs', () => {
  test('a bank emok of the press: 1.5 million asked, 1.3 received, 52 weeks of 36,000', () => {
    const cost = costOf(loan({ received: 1_300_000 }))
    expect(cost?.periodRate).toBeCloseTo(0.0147785, 6)
    expect(cost?.effectiveRate).toBeCloseTo(1.144, 3)
    expect(cost?.totalCost).toBe(572_000)
    expect(cost?.costPer100k).toBe(44_000)
    expect(costOf(loan({}))?.effectiveRate).toBeCloseTo(0.57, 3)
  })

  test('a tenth cut off, thirty days of 40,000', () => {
    const cost = costOf({
      principal: 1_000_000,
      received: 900_000,
      instalment: 40_000,
      term: 30,
      period: 'day',
    })
    expect(cost?.periodRate).toBeCloseTo(0.01966, 5)
    expect((1 + (cost?.periodRate ?? 0)) ** 30 - 1).toBeCloseTo(0.794, 2)
  })

  test('20 % a month in one sum is 791.6 % a year', () => {
    const cost = costOf({
      principal: 1_000_000,
      received: 1_000_000,
      instalment: 1_200_000,
      term: 1,
      period: 'month',
    })
    expect(cost?.effectiveRate).toBeCloseTo(7.916, 3)
    expect(cost?.nominalRate).toBeCloseTo(2.4, 9)
  })

  test('KUR of 10 million at 6 % effective, and the same called 6 % flat', () => {
    const kur = {
      principal: 10_000_000,
      received: 10_000_000,
      instalment: 443_206,
      term: 24,
      period: 'month',
    } as const
    expect(costOf(kur)?.effectiveRate).toBeCloseTo(0.06168, 5)
    expect(costOf({ ...kur, instalment: 466_667 })?.effectiveRate).toBeCloseTo(0.1171, 4)
  })

  test('friends who take no interest cost nothing', () => {
    expect(
      costOf({ principal: 500_000, received: 500_000, instalment: 50_000, term: 10, period: 'week' }),
    ).toEqual({
      periodRate: 0,
      effectiveRate: 0,
      nominalRate: 0,
      totalCost: 0,
      costPer100k: 0,
    })
  })

  test.each([
    ['nothing received', { received: 0 }],
    ['less paid back than received', { instalment: 1_000 }],
    ['a rate beyond any lender’s', { received: 1_000, instalment: 1_500_000, term: 2 }],
  ])('no rate: %s', (_, more) => {
    expect(costOf(loan(more))).toBeUndefined()
  })
})

const loans = fc.record({
  received: fc.integer({ min: 50_000, max: 500_000_000 }),
  term: fc.integer({ min: 1, max: 600 }),
  period: fc.constantFrom('day', 'week', 'month'),
})

test('whatever the rate: the instalments discounted one by one are what was received', () => {
  fc.assert(
    fc.property(
      loans,
      fc.double({ min: 0.0001, max: 2, noNaN: true }),
      ({ received, term, period }, rate) => {
        const instalment = (received * rate) / -Math.expm1(-term * Math.log1p(rate))
        const cost = costOf({ principal: received, received, instalment, term, period })
        expect(cost).toBeDefined()
        if (!cost) return
        let worth = 0
        let factor = 1
        for (let k = 1; k <= term; k++) {
          factor /= 1 + cost.periodRate
          worth += instalment * factor
        }
        expect(Math.abs(worth - received) / received).toBeLessThan(1e-9)
        expect(Math.abs(cost.periodRate - rate)).toBeLessThan(1e-6)
        expect(cost.effectiveRate).toBeGreaterThanOrEqual(cost.nominalRate)
      },
    ),
  )
})

test('a cut up front never makes a loan cheaper, nor does a higher instalment', () => {
  fc.assert(
    fc.property(loans, fc.double({ min: 1.001, max: 3, noNaN: true }), (base, factor) => {
      const instalment = Math.ceil((base.received * factor) / base.term)
      const rate = (more: Partial<Loan>) =>
        costOf({ principal: base.received, instalment, ...base, ...more })?.effectiveRate
      const plain = rate({})
      fc.pre(plain !== undefined)
      for (const dearer of [
        rate({ received: Math.floor(base.received * 0.9) }),
        rate({ instalment: instalment + 1000 }),
      ])
        if (dearer !== undefined) expect(dearer).toBeGreaterThanOrEqual((plain ?? 0) - 1e-9)
    }),
  )
})

test('a month has 365/12 days and 52/12 weeks', () => {
  expect(monthlyPayment(36_000, 'week')).toBe(156_000)
  expect(monthlyPayment(12_000, 'day')).toBe(365_000)
  expect(monthlyPayment(443_206, 'month')).toBe(443_206)
  expect(periodsAYear).toEqual({ day: 365, week: 52, month: 12 })
})
