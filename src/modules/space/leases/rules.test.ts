import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillBlanks, isUnused, nextTerm, numberIn, seriesOf, termFault } from './rules.ts'
import { terbilang } from './terbilang.ts'

describe('amounts in words', () => {
  test.each([
    [0, 'nol'],
    [11, 'sebelas'],
    [19, 'sembilan belas'],
    [21, 'dua puluh satu'],
    [100, 'seratus'],
    [111, 'seratus sebelas'],
    [1_000, 'seribu'],
    [1_250, 'seribu dua ratus lima puluh'],
    [75_000, 'tujuh puluh lima ribu'],
    [100_000, 'seratus ribu'],
    [1_000_000, 'satu juta'],
    [1_001_001, 'satu juta seribu satu'],
    [2_500_000_000, 'dua miliar lima ratus juta'],
  ])('%d is %s', (value, words) => expect(terbilang(value)).toBe(words))

  test('no two amounts are said alike, and none with a gap', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 })
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        expect(terbilang(one)).toMatch(/^[a-z]+( [a-z]+)*$/)
        if (one !== other) expect(terbilang(one)).not.toBe(terbilang(other))
      }),
    )
  })
})

describe('terms', () => {
  test('last a year at most', () => {
    expect(termFault('2026-12-01', '2027-11-30', '2026-11-20')).toBeUndefined()
    expect(termFault('2026-12-01', '2027-12-31', '2026-11-20')).toBe('market_term_long')
    expect(termFault('2026-12-01', '2026-11-30', '2026-11-20')).toBe('market_term_order')
    expect(termFault('2026-01-01', '2026-11-01', '2026-11-20')).toBe('market_term_past')
    expect(termFault('2028-12-01', '2028-12-31', '2026-11-20')).toBe('market_term_far')
  })

  test('the next one is as long as the last', () => {
    expect(nextTerm('2026-12-01', '2027-11-30')).toEqual({ from: '2027-12-01', until: '2028-11-30' })
    expect(nextTerm('2026-12-01', '2027-02-28')).toEqual({ from: '2027-03-01', until: '2027-05-31' })
  })

  test('unseen for thirty days is unused, from the first day on', () => {
    const lease = { state: 'active', from: '2026-11-01', until: '2027-10-31', lastSeenOn: null }
    expect(isUnused(lease, '2026-11-30')).toBe(false)
    expect(isUnused(lease, '2026-12-01')).toBe(true)
    expect(isUnused({ ...lease, lastSeenOn: '2026-11-25' }, '2026-12-01')).toBe(false)
    expect(isUnused({ ...lease, state: 'ended' }, '2026-12-01')).toBe(false)
  })
})

test('a letter is numbered within its month or year, and unknown blanks stay to be seen', () => {
  expect(seriesOf('500.2/{n}/PSR/{bulan}/{tahun}', '2026-11-20')).toBe('500.2/{n}/PSR/XI/2026')
  expect(numberIn('500.2/{n}/PSR/XI/2026', 7)).toBe('500.2/007/PSR/XI/2026')
  expect(fillBlanks('{nama} di {lapak}, {salah}', { nama: 'Bu Darmi', lapak: 'A-1' })).toBe(
    'Bu Darmi di A-1, {salah}',
  )
})
