import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedOf } from './rules.ts'
import { businessKinds, directorySectors, papers } from './schema.ts'
import { filterIn, ListFilter, parentOf, queryOf, toggled } from './ui/address.ts'

describe('what is asked for', () => {
  test.each([
    ['BRD-7K3M-9Q', 'BRD-7K3M-9Q'],
    ['brd 7k3m9q', 'BRD-7K3M-9Q'],
    ['7k3m-9q', 'BRD-7K3M-9Q'],
  ])('%s is a reference', (search, reference) => {
    expect(askedOf({ search }, ['33'])).toEqual({ scopes: ['33'], reference })
  })

  test.each(['gebyar', 'bakso', 'warung 99', '1234567890123'])('%s is words', (search) => {
    expect(askedOf({ search }, [''])).toEqual({ scopes: [''], search })
  })

  test('papers, finance and codes become traits; what is empty is not asked', () => {
    expect(
      askedOf({ search: '', kind: [], paper: ['halal'], finance: ['kur'], kbli: '56103', santri: true }, []),
    ).toEqual({ scopes: [], traits: ['paper:halal', 'finance:kur', 'kbli:56103', 'group:santri'] })
  })
})

describe('the address of a list', () => {
  const some = <Value>(values: readonly Value[]) =>
    fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined })
  const filters = fc
    .record({
      search: fc.option(fc.stringMatching(/^[a-z&=+%#]{1,20}$/), { nil: undefined }),
      kind: some(businessKinds),
      sector: some(directorySectors),
      paper: some(papers),
      kbli: fc.option(fc.constantFrom('56', '56103'), { nil: undefined }),
      region: fc.option(fc.constantFrom('33', '33.72.05.1010'), { nil: undefined }),
      sort: fc.constantFrom('newest' as const, 'name' as const),
    })
    .map((filter) => ListFilter.parse(JSON.parse(JSON.stringify(filter))))

  test('says everything, so that a saved view and a shared link mean the same', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterIn(new URLSearchParams(queryOf(filter)))).toEqual(filter)
      }),
    )
  })

  test('a value taken twice is not taken', () => {
    fc.assert(
      fc.property(filters, fc.constantFrom(...papers), (filter, paper) => {
        const twice = toggled(toggled(filter, 'paper', paper), 'paper', paper)
        expect([...(twice.paper ?? [])].sort()).toEqual([...(filter.paper ?? [])].sort())
      }),
    )
  })

  test('mistyped values are left out', () => {
    const query = new URLSearchParams(
      'bidang=food&bidang=xx&kbli=5&wilayah=nowhere&keadaan=&urut=kacau&q=%20',
    )
    expect(filterIn(query)).toEqual({ sector: ['food'], sort: 'newest' })
  })

  test.each([
    ['33.72.05.1010', '33.72.05'],
    ['33.72', '33'],
    ['33', undefined],
  ])('around %s lies %s', (region, around) => {
    expect(parentOf(region)).toBe(around)
  })
})
