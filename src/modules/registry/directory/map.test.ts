import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boxAround,
  columnOf,
  isInside,
  latitudeOf,
  lineStep,
  linesBetween,
  longitudeOf,
  rowOf,
  tileNumber,
  tilesOf,
} from './map.ts'

const latitudes = fc.double({ min: -11, max: 6, noNaN: true })
const longitudes = fc.double({ min: 95, max: 141, noNaN: true })
const zooms = fc.integer({ min: 3, max: 17 })

test('a tile’s number begins with the number of the tile around it', () => {
  fc.assert(
    fc.property(latitudes, longitudes, zooms, (latitude, longitude, zoom) => {
      const number = tileNumber(columnOf(longitude, zoom), rowOf(latitude, zoom))
      const outer = tileNumber(columnOf(longitude, zoom - 1), rowOf(latitude, zoom - 1))
      expect(Math.floor(number / 4)).toBe(outer)
    }),
  )
})

test('a view is covered by at most twelve tiles, its middle among them', () => {
  fc.assert(
    fc.property(latitudes, longitudes, zooms, (latitude, longitude, zoom) => {
      const box = boxAround(latitude, longitude, zoom)
      const tiles = tilesOf(box, zoom)
      expect(isInside(box, latitude, longitude)).toBe(true)
      expect(tiles).toContain(tileNumber(columnOf(longitude, zoom), rowOf(latitude, zoom)))
      expect(tiles.length).toBeLessThanOrEqual(12)
      expect(new Set(tiles).size).toBe(tiles.length)
    }),
  )
})

test('three to eight lines of the graticule cross a view', () => {
  fc.assert(
    fc.property(longitudes, zooms, (longitude, zoom) => {
      const { west, east } = boxAround(-2, longitude, zoom)
      const lines = linesBetween(west, east, lineStep(zoom))
      expect(lines.length).toBeGreaterThanOrEqual(3)
      expect(lines.length).toBeLessThanOrEqual(12)
    }),
  )
})

test('units of the finest grid are degrees again', () => {
  expect([longitudeOf(0), longitudeOf(2 ** 19)]).toEqual([-180, 0])
  expect([latitudeOf(0), latitudeOf(2 ** 18)]).toEqual([90, 0])
})
