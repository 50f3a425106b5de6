import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  kindOf,
  levelOf,
  parentCodeOf,
  searchKey,
  searchWords,
  titledName,
  trailOf,
  typedCode,
  zoneOf,
} from './rules.ts'
import { RegionCode, VillageCode } from './schema.ts'

const two = fc.integer({ min: 11, max: 99 }).map(String)
const villageCode = fc
  .tuple(two, two, two, fc.integer({ min: 1001, max: 3999 }))
  .map(([province, regency, district, village]) => [province, regency, district, village].join('.'))

describe('region codes', () => {
  test.each([
    ['33', 1, null, 'provinsi'],
    ['33.72', 2, '33', 'kota'],
    ['64.02', 2, '64', 'kabupaten'],
    ['33.72.05', 3, '33.72', 'kecamatan'],
    ['91.03.01', 3, '91.03', 'distrik'],
    ['33.72.05.1010', 4, '33.72.05', 'kelurahan'],
    ['64.02.05.2003', 4, '64.02.05', 'desa'],
    ['51.02.03.3001', 4, '51.02.03', 'desa_adat'],
  ])('%s is of level %i, under %s, a %s', (code, level, parent, kind) => {
    expect([levelOf(code), parentCodeOf(code), kindOf(code)]).toEqual([level, parent, kind])
  })

  test('every region lies under each of its trail, which starts at the province and ends at itself', () => {
    fc.assert(
      fc.property(villageCode, (code) => {
        const trail = trailOf(code)
        expect(trail.map(levelOf)).toEqual([1, 2, 3, 4])
        expect(trail.at(-1)).toBe(code)
        for (const above of trail) expect(code.startsWith(above)).toBe(true)
        expect(parentCodeOf(code)).toBe(trail.at(-2))
      }),
    )
  })

  test('only whole codes are codes', () => {
    for (const wrong of ['', '3', '33.', '33.7', '3372', '33.72.05.4001', '33.72.05.101', '33.72.05.1010 x'])
      expect(RegionCode.safeParse(wrong).success, wrong).toBe(false)
    expect(VillageCode.safeParse('33.72.05').success).toBe(false)
    expect(VillageCode.parse(' 33.72.05.1010 ')).toBe('33.72.05.1010')
  })

  test.each([
    ['33.72', 'Asia/Jakarta'],
    ['61', 'Asia/Pontianak'],
    ['64.02.05', 'Asia/Makassar'],
    ['51.71', 'Asia/Makassar'],
    ['96', 'Asia/Jayapura'],
    ['', 'Asia/Jakarta'],
  ])('the clock of %s is %s', (code, zone) => {
    expect(zoneOf(code)).toBe(zone)
  })

  test('districts and villages carry their title, regencies have it in the name', () => {
    expect(titledName('33.72.05.1010', 'Mangkubumen')).toBe('Kelurahan Mangkubumen')
    expect(titledName('33.72', 'Kota Surakarta')).toBe('Kota Surakarta')
  })
})

describe('what people type', () => {
  test.each([
    ['Kel. Mangkubumen, Kec. Banjarsari', ['mangkubumen', 'banjarsari']],
    ['SOERAKARTA', ['surakarta']],
    ['Djakarta Timur', ['jakarta', 'timur']],
    ['kab malang', ['kabupaten', 'malang']],
    ['desa', ['desa']],
    ["Ra'as", ['raas']],
    ['', []],
  ])('%s is searched as %j', (typed, words) => {
    expect(searchWords(typed)).toEqual(words)
  })

  test('the search key holds nothing but lower-case letters, digits and single spaces, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(searchKey(typed)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/)
      }),
    )
  })

  test('a code is understood with dots, without, and half typed', () => {
    expect(typedCode('33.72.05.1010')).toBe('33.72.05.1010')
    expect(typedCode('3372051010')).toBe('33.72.05.1010')
    expect(typedCode('33 72')).toBe('33.72')
    expect(typedCode('337')).toBeUndefined()
    expect(typedCode('RT 33')).toBeUndefined()
    fc.assert(
      fc.property(villageCode, (code) => {
        expect(typedCode(code.replaceAll('.', ''))).toBe(code)
      }),
    )
  })
})
