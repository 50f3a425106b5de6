import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRupiah, roundTwo } from './amounts.ts'

describe('an amount as people type it', () => {
  test.each([
    ['1500000', 1_500_000],
    ['1.500.000', 1_500_000],
    ['1,500,000', 1_500_000],
    ['Rp 1.500.000', 1_500_000],
    ['rp1.500.000,-', 1_500_000],
    ['Rp. 1.500.000,00', 1_500_000],
    ['1.500.000 rupiah', 1_500_000],
    ['1,5 juta', 1_500_000],
    ['1.5 juta', 1_500_000],
    ['1,5jt', 1_500_000],
    ['1,25 JT', 1_250_000],
    ['1,250 juta', 1_250_000],
    ['1.250 juta', 1_250_000_000],
    ['750rb', 750_000],
    ['750 ribu', 750_000],
    ['750.rb', 750_000],
    ['750k', 750_000],
    ['2 jt 250 rb', 2_250_000],
    ['1 juta 500 ribu 500', 1_500_500],
    ['1,2 miliar', 1_200_000_000],
    ['2 milyar', 2_000_000_000],
    ['0', 0],
    ['1.500', 1_500],
    ['1,500', 1_500],
    ['  900 ', 900],
    ['1\u00a0juta', 1_000_000],
  ])('%s', (typed, rupiah) => {
    expect(readRupiah(typed)).toBe(rupiah)
  })

  test.each([
    ['', 'nothing'],
    ['banyak', 'no number'],
    ['1,5', 'half a rupiah, or thousands of what?'],
    ['1.5', 'the same'],
    ['2 m', 'million in English, billion in Indonesian'],
    ['1.50.000', 'groups of two'],
    ['1 500 000', 'blanks between groups'],
    ['250 rb 2 jt', 'the small before the large'],
    ['1 jt 2 jt', 'twice the same unit'],
    ['-5000', 'less than nothing'],
    ['1e6', 'what a spreadsheet makes of it'],
    ['1.500.000,50', 'half a rupiah'],
    ['1jt/bulan', 'something else behind it'],
    ['99999999999999999999', 'more than can be counted exactly'],
  ])('%s is none: %s', (typed) => {
    expect(readRupiah(typed)).toBeUndefined()
  })

  test('what a screen writes is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (rupiah) => {
        expect(readRupiah(`Rp\u00a0${new Intl.NumberFormat('id-ID').format(rupiah)}`)).toBe(rupiah)
        expect(readRupiah(new Intl.NumberFormat('en-US').format(rupiah))).toBe(rupiah)
      }),
    )
  })

  test('nothing that anybody types makes it stumble', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        const read = readRupiah(typed)
        expect(read === undefined || (Number.isSafeInteger(read) && read >= 0)).toBe(true)
      }),
    )
  })
})

test('a published figure has two significant digits', () => {
  expect([0, 7, 42, 137, 1_249_000, 12_500_000].map(roundTwo)).toEqual([0, 7, 42, 140, 1_200_000, 13_000_000])
})
