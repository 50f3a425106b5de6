import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankKbli } from './rules.ts'

const entry = (code: string, title: string, words: string) => ({
  code,
  successor: null,
  title,
  titleEn: title,
  words,
})
const entries = [
  entry('56103', 'Kedai makanan', 'gorengan kedai tenda angkringan soto'),
  entry('56104', 'Makanan keliling', 'keliling gerobak gorengan keliling'),
  entry('96200', 'Binatu', 'laundry cuci baju setrika'),
]

test('words that say nothing are left out, unless there are no others', () => {
  expect(rankKbli('saya jual gorengan', entries)[0]?.code).toBe('56103')
  expect(rankKbli('jual', entries)).toEqual([])
})

test('every word of an entry finds it', () => {
  for (const one of entries)
    for (const word of one.words.split(' '))
      expect(rankKbli(word, entries).map(({ code }) => code)).toContain(one.code)
})

test('whatever is typed answers with known entries, each once, no more than asked', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), fc.integer({ min: 1, max: 5 }), (query, limit) => {
      const found = rankKbli(query, entries, limit)
      return (
        found.length <= limit &&
        new Set(found).size === found.length &&
        found.every((one) => entries.includes(one))
      )
    }),
  )
})
