import { describe, expect, it } from 'vitest'
import { openingWords } from './opening-words.ts'

const hours = (weekday: number, from = 480, to = 960) => ({ weekday, from, to })

describe('opening hours in words', () => {
  it.each([
    ['nothing', [], []],
    ['every day', [1, 2, 3, 4, 5, 6, 7].map((day) => hours(day)), ['Setiap hari 08.00–16.00']],
    ['working days', [1, 2, 3, 4, 5].map((day) => hours(day)), ['Senin–Jumat 08.00–16.00']],
    ['a short Saturday', [hours(5), hours(6, 480, 720)], ['Jumat 08.00–16.00', 'Sabtu 08.00–12.00']],
    ['a break at noon', [hours(1, 780, 960), hours(1, 480, 720)], ['Senin 08.00–12.00, 13.00–16.00']],
    ['a gap in the week', [hours(1), hours(3)], ['Senin 08.00–16.00', 'Rabu 08.00–16.00']],
  ])('%s', (_, openings, words) => {
    expect(openingWords(openings, 'id')).toEqual(words)
  })
})
