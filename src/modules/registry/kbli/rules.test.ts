import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepareKbli, rankKbli } from './rules.ts'

const entry = (code: string, title: string, words: string) => ({
  code,
  successor: null,
  title,
  titleEn: title,
  official: title,
  words,
})
const written = [
  entry('56103', 'Kedai makanan', 'gorengan kedai tenda angkringan soto'),
  entry('56104', 'Makanan keliling', 'keliling gerobak gorengan keliling'),
  entry('96200', 'Binatu', 'laundry cuci baju setrika'),
  { ...entry('32201', 'Industri Alat Musik Tradisional', ''), titleEn: null },
  { ...entry('47597', 'Perdagangan Eceran Alat Musik', ''), titleEn: null },
]
const entries = prepareKbli(written)

test('words that say nothing are left out, unless there are no others', () => {
  expect(rankKbli('saya jual gorengan', entries)[0]?.code).toBe('56103')
  expect(rankKbli('jual', entries)).toEqual([])
})

test('every word of an entry finds it', () => {
  for (const one of written)
    for (const word of one.words.split(' ').filter(Boolean))
      expect(rankKbli(word, entries).map(({ code }) => code)).toContain(one.code)
})

test('a group without everyday words is found by the words of its title, behind those that have some', () => {
  const codes = (query: string) => rankKbli(query, entries).map(({ code }) => code)
  expect(codes('alat musik tradisional')[0]).toBe('32201')
  expect(codes('alat musik')).toEqual(['32201', '47597'])
  expect(codes('gorengan')[0]).toBe('56103')
  expect(codes('industri perdagangan eceran')).toEqual([])
})

test('whatever is typed answers with known entries, each once, no more than asked', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), fc.integer({ min: 1, max: 5 }), (query, limit) => {
      const found = rankKbli(query, entries, limit)
      return (
        found.length <= limit &&
        new Set(found).size === found.length &&
        found.every((one) => written.includes(one))
      )
    }),
  )
})
