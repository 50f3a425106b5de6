import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hideAlike, suppress } from './suppression.ts'

const cell = fc.integer({ min: 0, max: 40 })
const table = fc.array(cell, { minLength: 1, maxLength: 12 })

/** Every table of `width` cells with values up to `most`. */
function* tables(width: number, most: number): Generator<number[]> {
  if (width === 0) yield []
  else
    for (const rest of tables(width - 1, most))
      for (let value = 0; value <= most; value++) yield [...rest, value]
}

describe('small cells are hidden', () => {
  it('shows a table without small cells as it is', () => {
    expect(suppress([12, 0, 7])).toEqual({ cells: [12, 0, 7], total: 19 })
  })

  it('hides a second cell when one alone could be subtracted from the total', () => {
    expect(suppress([3, 9, 20])).toEqual({ cells: [null, null, 20], total: 32 })
  })

  it('hides a zero when there is nothing else to cover a small cell', () => {
    expect(suppress([3, 3, 0])).toEqual({ cells: [null, null, null], total: 6 })
  })

  it('hides everything when the total is small, or when equal small cells could be divided out', () => {
    expect(suppress([1, 2, 0])).toEqual({ cells: [null, null, null], total: null })
    expect(suppress([2, 2, 2])).toEqual({ cells: [null, null, null], total: null })
  })

  it('never shows a cell of one to four, nor such a total', () => {
    fc.assert(
      fc.property(table, (cells) => {
        const { cells: shown, total } = suppress(cells)
        for (const value of [...shown, total]) expect(value === null || value === 0 || value >= 5).toBe(true)
      }),
    )
  })

  it('shows nothing that is not true', () => {
    fc.assert(
      fc.property(table, (cells) => {
        for (const [index, value] of suppress(cells).cells.entries())
          expect(value === null || value === cells[index]).toBe(true)
      }),
    )
  })
})

describe('no hidden cell can be worked out', () => {
  it.each([1, 2, 3, 4, 5])('by somebody who tries every table of %i cells and knows the method', (width) => {
    const most = width <= 3 ? 14 : width === 4 ? 9 : 6
    const possible = new Map<string, Set<number>[]>()
    for (const cells of tables(width, most)) {
      const published = suppress(cells)
      const key = JSON.stringify(published)
      const values = possible.get(key) ?? cells.map(() => new Set<number>())
      for (const [index, value] of cells.entries()) values[index]?.add(value)
      possible.set(key, values)
    }
    for (const [key, values] of possible) {
      const { cells } = JSON.parse(key) as { cells: (number | null)[] }
      cells.forEach((value, index) => {
        if (value === null) expect(values[index]?.size, key).toBeGreaterThan(1)
      })
    }
  })

  it('hides the hours of the places whose counts are hidden', () => {
    expect(hideAlike([1.5, 8, 20], suppress([3, 9, 20]))).toEqual([null, null, 20])
  })
})
