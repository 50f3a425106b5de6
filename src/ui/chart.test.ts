import { describe, expect, test } from 'vitest'
import { columns, lines, shades, spread, yScale } from './chart.ts'

describe('axes', () => {
  test('start at zero and reach the largest value with round ticks', () => {
    const scale = yScale([221, 120])
    expect(scale.ticks[0]).toEqual({ value: 0, y: 100 })
    expect(scale.ticks.at(-1)?.value).toBeGreaterThanOrEqual(221)
  })

  test('small counts get whole ticks only', () => {
    expect(yScale([2]).ticks.map((tick) => tick.value)).toEqual([0, 1, 2])
  })

  test('nothing at all still has a scale', () => {
    expect(yScale([]).ticks.length).toBeGreaterThan(1)
    expect(yScale([0, 0]).at(0)).toBe(100)
  })

  test('print about as many labels as fit', () => {
    expect([...spread(3)]).toEqual([0, 1, 2])
    expect(spread(31, 7).size).toBeLessThanOrEqual(7)
    expect(spread(31, 7).has(0)).toBe(true)
  })
})

describe('columns', () => {
  test('stand in the box, as high as their share', () => {
    const { bars, target } = columns(
      [
        { label: 'a', value: 50 },
        { label: 'b', value: 100 },
      ],
      100,
    )
    expect(bars.map((bar) => bar.height)).toEqual([50, 100])
    expect(bars.every((bar) => bar.x >= 0 && bar.x + bar.width <= 100)).toBe(true)
    expect(target).toBe(0)
  })
})

describe('lines', () => {
  test('break at what was not reported', () => {
    const [path] = lines([{ name: 'a', values: [1, 2, null, 4, 5] }], 5).paths
    expect(path?.d.match(/M/g)?.length).toBe(2)
  })

  test('a value between two gaps is a dot', () => {
    const [path] = lines([{ name: 'a', values: [null, 3, null] }], 3).paths
    expect(path?.lone).toHaveLength(1)
  })

  test('no values draw nothing', () => {
    const [path] = lines([{ name: 'a', values: [null, null] }], 2).paths
    expect(path?.d).toBe('')
    expect(path?.end).toBeUndefined()
  })
})

test('shades keep zero and unknown apart from the least of something', () => {
  const shadeOf = shades([0, 1, 8, null])
  expect([shadeOf(null), shadeOf(0), shadeOf(1), shadeOf(8)]).toEqual([0, 0, 1, 4])
})
