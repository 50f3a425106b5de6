import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { setSecret } from '#platform/sign.ts'
import { newStudyKey, pseudonymsOf } from './pseudonyms.server.ts'
import { deIdentify, featuresOf, measuresOf, type RecordRow, startedBand, workersChange } from './rules.ts'
import { variables } from './schema.ts'

setSecret('a secret of the tests, long enough to be one')

const record: fc.Arbitrary<RecordRow> = fc.record({
  businessId: fc.integer({ min: 1, max: 60 }).map((id) => `business-${id}`),
  regency: fc.constantFrom('33.72', '33.73', '35.78'),
  sector: fc.constantFrom('food', 'craft', 'street_trader'),
  size: fc.constantFrom('alone', 'few', 'unknown'),
  startedYear: fc.option(fc.integer({ min: 1960, max: 2026 })),
  month: fc.constantFrom('2026-07', '2026-08', '2026-09'),
  sales: fc.option(fc.nat(10 ** 9)),
  workers: fc.option(fc.nat(200)),
  debt: fc.option(fc.nat(10 ** 9)),
  channels: fc.option(fc.uniqueArray(fc.constantFrom('home', 'chat', 'market', 'social'))),
  certificates: fc.option(fc.uniqueArray(fc.constantFrom('halal', 'pirt'))),
})
/** A table as recorded: a business tells of a month once. */
const table = fc.uniqueArray(record, {
  maxLength: 150,
  selector: ({ businessId, month }) => `${businessId} ${month}`,
})
const least = fc.integer({ min: 5, max: 9 })
const plain = { variables, pseudonymOf: (id: string) => `p${id}` }

describe('whatever was recorded', () => {
  test('nobody is alone: every combination of features is shared by at least as many businesses as declared', () => {
    fc.assert(
      fc.property(table, least, (records, least) => {
        const { rows } = deIdentify(records, { ...plain, least })
        const sharing = new Map<string, Set<string>>()
        for (const row of rows)
          sharing.set(featuresOf(row), (sharing.get(featuresOf(row)) ?? new Set()).add(row.pseudonym))
        for (const businesses of sharing.values()) expect(businesses.size).toBeGreaterThanOrEqual(least)
      }),
      { numRuns: 500 },
    )
  })

  test('nothing is left out silently, and nobody who could stay', () => {
    fc.assert(
      fc.property(table, least, (records, least) => {
        const made = deIdentify(records, { ...plain, least })
        expect(made.rows.length + made.suppressedRows).toBe(records.length)
        expect(made.businesses + made.suppressedBusinesses).toBe(
          new Set(records.map(({ businessId }) => businessId)).size,
        )
        // Suppressed with k = 1 is nobody.
        expect(deIdentify(records, { ...plain, least: 1 }).suppressedRows).toBe(0)
      }),
    )
  })

  test('a business keeps its features through all its months', () => {
    fc.assert(
      fc.property(table, (records) => {
        const { rows } = deIdentify(records, { ...plain, least: 5 })
        const features = new Map<string, string>()
        for (const row of rows) {
          expect(features.get(row.pseudonym) ?? featuresOf(row)).toBe(featuresOf(row))
          features.set(row.pseudonym, featuresOf(row))
        }
      }),
    )
  })

  test('no id, no exact figure, no year gets through', () => {
    fc.assert(
      fc.property(table, (records) => {
        const pseudonymOf = pseudonymsOf(newStudyKey())
        const { rows } = deIdentify(records, { least: 5, variables, pseudonymOf })
        for (const row of rows) {
          expect(Object.keys(row).sort()).toEqual(
            ['measures', 'month', 'pseudonym', 'regency', 'sector', 'size', 'started'].sort(),
          )
          expect(Object.keys(row.measures)).toEqual(measuresOf(variables))
          expect(JSON.stringify(row)).not.toContain('business-')
          const { sales } = row.measures
          if (typeof sales === 'number' && sales > 0)
            expect(sales % 10 ** (Math.floor(Math.log10(sales)) - 1)).toBeLessThan(1)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('pseudonyms', () => {
  const id = '0190de00-0003-7000-8000-000000000013'

  test('stay the same in one study and differ between two', () => {
    const [one, other] = [newStudyKey(), newStudyKey()]
    expect(pseudonymsOf(one)(id)).toBe(pseudonymsOf(one)(id))
    expect(pseudonymsOf(one)(id)).not.toBe(pseudonymsOf(other)(id))
    expect(pseudonymsOf(one)(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
  })

  test('do not meet', () => {
    const pseudonymOf = pseudonymsOf(newStudyKey())
    const made = new Set(Array.from({ length: 20_000 }, (_, index) => pseudonymOf(String(index))))
    expect(made.size).toBe(20_000)
  })
})

test('where many would be left out, features become coarser for everybody', () => {
  const shop = (id: number, startedYear: number, size = 'few'): RecordRow => ({
    businessId: `shop-${id}`,
    regency: '33.72',
    sector: 'food',
    size,
    startedYear,
    month: '2026-09',
    sales: 1_000_000,
    workers: 2,
    debt: null,
    channels: null,
    certificates: null,
  })
  const made = (records: RecordRow[]) => deIdentify(records, { ...plain, least: 5 })
  const ten = Array.from({ length: 10 }, (_, index) => index)
  expect(made(ten.map((id) => shop(id, 2021)))).toMatchObject({ generalisation: 0, businesses: 10 })
  expect(made(ten.map((id) => shop(id, id < 7 ? 2021 : 2027)))).toMatchObject({
    generalisation: 1,
    businesses: 10,
  })
  expect(made(ten.map((id) => shop(id, 2000 + id * 2)))).toMatchObject({ generalisation: 1, businesses: 10 })
  expect(made(ten.map((id) => shop(id, id < 7 ? 2012 : 2003)))).toMatchObject({
    generalisation: 2,
    businesses: 10,
  })
  const sizes = made(ten.map((id) => shop(id, 2012, id < 7 ? 'few' : 'alone')))
  expect(sizes).toMatchObject({ generalisation: 3, businesses: 10 })
  expect(sizes.rows[0]).toMatchObject({ sector: 'food', size: '*', started: '*' })
})

test('people at work are told as a change, because a neighbour can count them', () => {
  const changes = [2, 3, 1, 4, 6, 7, 0, null].map((now) => workersChange(2, now))
  expect(changes).toEqual(['same', 'up_1', 'down_1', 'up_2', 'up_2', 'up_5', 'down_2', null])
  expect(workersChange(null, 3)).toBeNull()
  expect(measuresOf(['workers', 'channels'])).toEqual(['workers_change', 'channels', 'sells_online'])
})

test('years become bands of five, the far past one', () => {
  expect([null, 1975, 1999, 2000, 2004, 2026].map((year) => startedBand(year))).toEqual([
    'unknown',
    '-1999',
    '-1999',
    '2000-2004',
    '2000-2004',
    '2025-2029',
  ])
})
