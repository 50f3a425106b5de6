import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotGeoJson, readGeoJson, writeGeoJson } from './geojson.ts'
import { areaOf, cornersOf } from './geometry.ts'
import { nextCodes } from './rules.ts'
import { PlanStall } from './schema.ts'

const square = (lon: number, lat: number, side = 0.00002) => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
]
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const stall = (code: unknown, lon = 110.8, lat = -7.55, more: object = {}) => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [square(lon, lat)] },
  properties: { code, ...more },
})
const keys = (text: string) => readGeoJson(text).problems.map(({ key }) => key)

describe('reading GeoJSON', () => {
  test('longitude and latitude become metres', () => {
    const { stalls, width, height } = readGeoJson(file(stall('A-1'), stall('A-2', 110.8001)))
    expect(stalls.map(({ code }) => code)).toEqual(['A-1', 'A-2'])
    const [one, two] = stalls.map(({ shape }) => cornersOf(shape)[0] ?? [0, 0])
    expect((two?.[0] ?? 0) - (one?.[0] ?? 0)).toBeCloseTo(11.03, 1)
    expect(areaOf(stalls[0]?.shape ?? { points: [] })).toBeCloseTo(4.9, 0)
    expect([width, height]).toEqual([18, 7])
  })

  test.each([
    ['{', 'market_import_not_json'],
    ['null', 'market_import_not_features'],
    ['[]', 'market_import_not_features'],
    ['{"type":"FeatureCollection","features":{}}', 'market_import_not_features'],
    [file(), 'market_import_no_polygon'],
    [file({ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }), 'market_import_no_polygon'],
    [file(stall('A-1'), stall('A-2', 120)), 'market_import_too_large'],
    [file(...Array.from({ length: 601 }, (_, index) => stall(`A-${index}`))), 'market_import_too_many'],
    [
      file({ ...stall('A-1'), geometry: { type: 'Polygon', coordinates: [square(Number.MAX_VALUE, 0)] } }),
      'market_import_no_polygon',
    ],
  ])('a file that is none is refused with its reason: %.40s', (text, key) => {
    expect(() => readGeoJson(text)).toThrow(new NotGeoJson(key))
  })

  test('what cannot be a stall is named by its number; the rest is read', () => {
    const hostile = [
      stall('A-1'),
      stall('<script>'),
      stall('A-1'),
      stall('A-2', 110.8, -7.55, { kind: 'istana' }),
      { ...stall('A-3'), geometry: { type: 'MultiPolygon', coordinates: [[square(1, 1)]] } },
      { ...stall('A-4'), geometry: { type: 'Polygon', coordinates: [[[1, '2'], [3], 4]] } },
      { __proto__: null, type: 'Feature' },
      7,
    ]
    expect(keys(file(...hostile))).toEqual([
      'market_field_code',
      'market_import_twice',
      'market_import_values',
      'market_import_not_polygon',
      'market_import_not_polygon',
      'market_import_not_polygon',
      'market_import_not_polygon',
    ])
  })

  test('whatever is in the file, it is read or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 5 }), fc.string(), (thing, junk) => {
        for (const text of [junk, JSON.stringify(thing) ?? 'x', file(thing)])
          try {
            readGeoJson(text)
          } catch (error) {
            expect(error).toBeInstanceOf(NotGeoJson)
          }
      }),
    )
  })
})

test('every plan comes back from its file to the decimetre', () => {
  const shape = fc.record({
    x: fc.integer({ min: 10, max: 80 }),
    y: fc.integer({ min: 10, max: 80 }),
    w: fc.integer({ min: 1, max: 9 }),
    h: fc.integer({ min: 1, max: 9 }),
    r: fc.integer({ min: -180, max: 180 }),
  })
  const origin = { latitude: -7.55, longitude: 110.8 }
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 10 }), (shapes) => {
      const stalls = shapes.map((one, index) => PlanStall.parse({ code: `A-${index}`, shape: one }))
      const ground = { width: 100, height: 100 }
      const read = readGeoJson(JSON.stringify(writeGeoJson({ ...ground, stalls }, origin)), {
        origin,
        ...ground,
      })
      expect(read.problems).toEqual([])
      for (const [index, { shape: back }] of read.stalls.entries())
        for (const [corner, [x, y]] of cornersOf(back).entries()) {
          const [wx, wy] = cornersOf(stalls[index]?.shape ?? back)[corner] ?? [0, 0]
          expect(Math.hypot(x - wx, y - wy)).toBeLessThan(0.1)
        }
    }),
    { numRuns: 50 },
  )
})

test('numbers in a row leave out those in use', () => {
  expect(nextCodes('A-', 9, 3, new Set(['A-10']))).toEqual(['A-9', 'A-11', 'A-12'])
})
