import { describe, expect, test } from 'vitest'
import { actsLike, actsWithWords, actWords } from './act-words.ts'

describe('words of what was done', () => {
  test('an operation has plain words in the reader’s language', () => {
    expect(actWords('space.decide_booking', 'id')).toBe('Memutuskan pemesanan')
    expect(actWords('space.decide_booking', 'en')).toBe('Decided a booking')
  })

  test('an act of an earlier version keeps its technical name', () => {
    expect(actWords('space.gone', 'id')).toBe('space.gone')
  })

  test('typed words find their acts in any order and case', () => {
    expect(actsLike('pemesanan MEMUTUSKAN', 'id')).toContain('space.decide_booking')
    expect(actsLike('memutuskan', 'en')).toEqual([])
  })

  test('no two acts read the same, so a filter by words means one', () => {
    for (const locale of ['id', 'en'] as const) {
      const said = actsWithWords.map((operation) => actWords(operation, locale))
      expect(said.filter((word, index) => said.indexOf(word) !== index)).toEqual([])
    }
  })
})
