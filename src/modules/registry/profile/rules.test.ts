import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Change,
  changesBetween,
  type FieldValue,
  formalBecause,
  mainShare,
  ownerWork,
  type SizeFacts,
  type SizeRule,
  sizeBasis,
  sizeOf,
  workersOf,
  yearlySalesOf,
} from './rules.ts'

const billion = 1_000_000_000
const rule = (sizeClass: SizeRule['sizeClass'], measure: SizeRule['measure'], upTo: number): SizeRule => ({
  sizeClass,
  measure,
  upTo,
  validFrom: '2021-02-02',
  validTo: null,
  legalBasis: 'PP 7/2021 pasal 35',
})
const rules = [
  rule('micro', 'capital', billion),
  rule('small', 'capital', 5 * billion),
  rule('medium', 'capital', 10 * billion),
  rule('micro', 'sales', 2 * billion),
  rule('small', 'sales', 15 * billion),
  rule('medium', 'sales', 50 * billion),
  {
    ...rule('micro', 'sales', 300_000_000),
    validFrom: '2008-07-04',
    validTo: '2021-02-02',
    legalBasis: 'UU 20/2008',
  },
]
const facts = (more: Partial<SizeFacts>): SizeFacts => ({
  startedYear: 2015,
  startedMonth: null,
  capital: null,
  yearlySales: null,
  ...more,
})
const classOf = (more: Partial<SizeFacts>, day = '2026-11-21') => sizeOf(facts(more), rules, day)

describe('the size class of PP 7/2021', () => {
  test.each([
    [2 * billion, 'micro'],
    [2 * billion + 1, 'small'],
    [15 * billion, 'small'],
    [15 * billion + 1, 'medium'],
    [50 * billion, 'medium'],
    [50 * billion + 1, 'large'],
    [0, 'micro'],
  ])('an older business that sells Rp %d a year is %s', (yearlySales, sizeClass) => {
    expect(classOf({ yearlySales })).toMatchObject({ sizeClass, basis: 'sales' })
  })

  test.each([
    [billion, 'micro'],
    [billion + 1, 'small'],
    [5 * billion + 1, 'medium'],
    [10 * billion + 1, 'large'],
  ])('a newer business with Rp %d of capital is %s, whatever it sells', (capital, sizeClass) => {
    expect(classOf({ startedYear: 2023, capital, yearlySales: 0 })).toMatchObject({
      sizeClass,
      basis: 'capital',
    })
  })

  test('January 2021 is before the rule, the rest of 2021 after it', () => {
    expect(sizeBasis(facts({ startedYear: 2021, startedMonth: 1 }))).toBe('sales')
    expect(sizeBasis(facts({ startedYear: 2021, startedMonth: 2 }))).toBe('capital')
    expect(sizeBasis(facts({ startedYear: 2021 }))).toBe('capital')
  })

  test('says what is missing', () => {
    expect(classOf({ startedYear: null, yearlySales: 1 })).toMatchObject({ missing: 'started' })
    expect(classOf({ capital: billion })).toMatchObject({ missing: 'sales' })
    expect(classOf({ startedYear: 2024, yearlySales: 1 })).toMatchObject({ missing: 'capital' })
  })

  test('figures of an earlier law are measured by that law', () => {
    expect(classOf({ yearlySales: 300_000_000 }, '2020-12-31')).toMatchObject({
      sizeClass: 'micro',
      legalBasis: 'UU 20/2008',
    })
  })

  test('more money never makes a smaller class, and the bounds hold the amount', () => {
    const order = ['micro', 'small', 'medium', 'large']
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * billion }),
        fc.integer({ min: 0, max: 60 * billion }),
        fc.boolean(),
        (one, more, isNew) => {
          const of = (amount: number) =>
            classOf(isNew ? { startedYear: 2024, capital: amount } : { yearlySales: amount })
          const [low, high] = [of(one), of(one + more)]
          if (low.sizeClass === null || high.sizeClass === null) return false
          return (
            order.indexOf(low.sizeClass) <= order.indexOf(high.sizeClass) &&
            (low.above < one || one === 0) &&
            one <= (low.upTo ?? Number.POSITIVE_INFINITY)
          )
        },
      ),
    )
  })
})

test('yearly sales of daily, weekly, monthly and yearly ones', () => {
  expect(yearlySalesOf(300_000, 'day', 5)).toBe(78_000_000)
  expect(yearlySalesOf(300_000, 'day', null)).toBe(93_600_000)
  expect(yearlySalesOf(2_000_000, 'week', 5)).toBe(104_000_000)
  expect(yearlySalesOf(5_000_000, 'month', null)).toBe(60_000_000)
  expect(yearlySalesOf(70_000_000, 'year', null)).toBe(70_000_000)
})

describe('who works', () => {
  const nobody = { paidMen: null, paidWomen: null, unpaidMen: null, unpaidWomen: null }
  test('nobody counted is not zero', () => {
    expect(workersOf(nobody)).toBeNull()
    expect(ownerWork(nobody)).toBeNull()
    expect(ownerWork({ ...nobody, members: 3 } as typeof nobody)).toBeNull()
    expect(workersOf({ ...nobody, unpaidWomen: 0 })).toBe(0)
  })
  test('the status of the owner by Sakernas', () => {
    expect(ownerWork({ ...nobody, unpaidWomen: 1 })).toBe('alone')
    expect(ownerWork({ ...nobody, unpaidWomen: 1, unpaidMen: 1 })).toBe('helped')
    expect(ownerWork({ ...nobody, unpaidWomen: 1, paidMen: 2 })).toBe('employer')
  })
})

test('formal by NIB or by a form in law, else informal', () => {
  expect(formalBecause(null, null)).toEqual([])
  expect(formalBecause(null, 'individual')).toEqual([])
  expect(formalBecause(null, 'joint_group')).toEqual([])
  expect(formalBecause('1234567890123', 'cv')).toEqual(['nib', 'body'])
})

describe('changes', () => {
  test('only what differs is told; the order of a list is no change', () => {
    expect(
      changesBetween(
        { name: 'A', channels: ['street', 'home'], qris: 'x' },
        {
          name: 'B',
          channels: ['home', 'street'],
          qris: null,
        },
      ),
    ).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'qris', before: 'x', after: null },
    ])
  })

  test('applying the changes to what was there gives what is there', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    )
    const record = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { noNullPrototype: true })
    fc.assert(
      fc.property(record, record, (before, after) => {
        const applied: Record<string, FieldValue> = { ...before }
        for (const { field, after: value } of changesBetween(before, after) as Change[])
          applied[field] = value
        const left = changesBetween(applied, after)
        return left.length === 0 && changesBetween(after, after).length === 0
      }),
    )
  })
})

test('the main owner holds the rest', () => {
  expect(mainShare([])).toBe(100)
  expect(mainShare([{ share: 33.33 }, { share: 33.33 }])).toBe(33.34)
})
