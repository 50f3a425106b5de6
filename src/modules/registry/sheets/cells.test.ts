import { describe, expect, test } from 'vitest'
import { dateOf } from '#platform/xlsx/rows.ts'
import { readCount, readLongNumber, readMoney, readYear } from './cells.ts'

const year = 2026

describe('money', () => {
  test.each([
    ['Rp 1.500.000', 1_500_000],
    ['Rp1.500.000,-', 1_500_000],
    ['Rp. 1.500.000,00', 1_500_000],
    ['1.500', 1500],
    ['1 500 000', 1_500_000],
    ['1,500,000', 1_500_000],
    ['1,500,000.50', 1_500_001],
    ['1,5 juta', 1_500_000],
    ['1.5 jt', 1_500_000],
    ['500 rb', 500_000],
    ['2 M', 2_000_000_000],
    ['Rp 750.000 / bulan', 750_000],
    ['0', 0],
    [2_500_000, 2_500_000],
  ])('%s', (written, amount) => expect(readMoney(written)).toEqual({ value: amount }))

  test.each(['1,500', '1-2 juta', 'tidak tentu', '-500', 'Rp', '1.5.0', '1.234 juta'])(
    '%s may be anything: it is refused',
    (written) => expect(readMoney(written)).toEqual({ fault: 'sheets_fault_money' }),
  )
})

describe('years and dates', () => {
  test.each([
    [2015, 2015],
    ['2015', 2015],
    ['12/03/2015', 2015],
    ['3-12-15', 2015],
    ['31.12.98', 1998],
    ['2015-03-12', 2015],
    ['12 Maret 2015', 2015],
    ['Agustus 2019', 2019],
    ["Des '19", 2019],
    ['03/2020', 2020],
    [42_075, 2015],
  ])('%s', (written, wanted) => expect(readYear(written, year)).toEqual({ value: wanted }))

  test.each(['2031', 'kemarin', '12/13', '15', '99/99/2015', 3.5])('%s is no year that has been', (written) =>
    expect(readYear(written, year)).toEqual({ fault: 'sheets_fault_year' }),
  )

  test('day numbers of spreadsheets, with the leap day of 1900 that never was', () => {
    expect([
      dateOf(1, false),
      dateOf(59, false),
      dateOf(61, false),
      dateOf(42_075, false),
      dateOf(0, true),
    ]).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2015-03-12', '1904-01-01'])
  })
})

describe('long numbers', () => {
  test.each(['3372055507850001', "'3372055507850001", '3372 0555 0785 0001', '3372055507850001.0'])(
    '%s',
    (written) => expect(readLongNumber(written, false)).toEqual({ value: '3372055507850001' }),
  )

  test.each(['3,37206E+15', '3.37205550785E+15', '3E15', 3.37205550785e15])(
    '%s lost its digits: told, never guessed',
    (written) => expect(readLongNumber(written, false)).toEqual({ fault: 'sheets_fault_mangled' }),
  )

  test('a number cell of 15 digits is whole, one of 16 is not', () => {
    expect(readLongNumber(337_205_550_785_000, false)).toEqual({ value: '337205550785000' })
    expect(readLongNumber(3_372_055_507_850_000, false)).toEqual({ fault: 'sheets_fault_mangled' })
  })

  test('in a column that was rounded as a whole a last 0 is not believed', () => {
    expect(readLongNumber('3372055507850010', true)).toEqual({ fault: 'sheets_fault_rounded' })
    expect(readLongNumber('3372055507850011', true)).toEqual({ value: '3372055507850011' })
  })
})

test.each([
  ['5 orang', 5],
  ['1.000', 1000],
  ['3,0', 3],
  [7, 7],
])('a count: %s', (written, count) => expect(readCount(written)).toEqual({ value: count }))

test.each(['2-3', 'beberapa', -1, 2.5])('no count: %s', (written) =>
  expect(readCount(written)).toEqual({ fault: 'sheets_fault_count' }),
)
