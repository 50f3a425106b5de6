import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, crosses, labelAt, type XY } from '../geometry.ts'
import { planFaults } from '../rules.ts'
import { addRow, type Draft, savedDraft } from './draft.ts'
import {
  addCorner,
  addPolygon,
  clearZone,
  drawZone,
  dropCorner,
  freeForm,
  isDrawable,
  moveCorner,
  polygonOf,
} from './polygons.ts'

const zone = { code: 'z1', name: 'Kuliner', hue: 30, pattern: 'dots' } as const
const empty: Draft = { width: 20, height: 10, zones: [zone], features: [], stalls: [] }
const ell: XY[] = [
  [1, 1],
  [7, 1],
  [7, 3],
  [3, 3],
  [3, 8],
  [1, 8],
]
const bow: XY[] = [
  [0, 0],
  [4, 4],
  [4, 0],
  [0, 4],
]
const stall = { stall: 0 }
const drawn = addPolygon(empty, ell, { prefix: 'A-', first: 1 }).draft

describe('forms with corners', () => {
  test('sides that cut each other make no ground; those that only lie on one line do', () => {
    expect([crosses(bow), crosses(ell)]).toEqual([true, false])
    const comb: XY[] = [
      [0, 0],
      [2, 0],
      [2, 2],
      [4, 2],
      [4, 0],
      [6, 0],
      [6, 4],
      [0, 4],
    ]
    expect(crosses(comb)).toBe(false)
    expect(
      isDrawable([
        [0, 0],
        [2, 0],
        [4, 0],
      ]),
    ).toBe(false)
  })

  test('the number of a form stands within it, also where its middle does not', () => {
    expect(contains(ell, labelAt({ points: ell.map(([x, y]): [number, number] => [x, y]) }))).toBe(true)
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 10 })), {
      minLength: 3,
      maxLength: 8,
    })
    fc.assert(
      fc.property(points, (form) => {
        if (!isDrawable(form)) return
        expect(contains(form, labelAt({ points: form }))).toBe(true)
      }),
    )
  })

  test('a stall of any form gets the next number, and is saved as it was drawn', () => {
    const next = addPolygon(drawn, ell, { prefix: 'A-', first: 1 }).draft
    expect(next.stalls.map(({ code }) => code)).toEqual(['A-1', 'A-2'])
    expect(JSON.parse(savedDraft(drawn, 1)).stalls[0].shape.points).toEqual(ell)
    expect(planFaults(drawn)).toEqual([])
  })

  test('corners are moved, added and taken away; what would cut itself or vanish stays as it was', () => {
    expect(polygonOf(moveCorner(drawn, stall, 1, [2, 0]), stall)?.[1]).toEqual([9, 1])
    expect(moveCorner(drawn, stall, 3, [0, -3])).toBe(drawn)
    expect(polygonOf(moveCorner(drawn, stall, 0, [-9, -9]), stall)?.[0]).toEqual([0, 0])
    const more = addCorner(drawn, stall, 5)
    expect(polygonOf(more, stall)?.[6]).toEqual([1, 4.5])
    expect(polygonOf(dropCorner(more, stall, 6), stall)).toEqual(ell)
    const triangle = addPolygon(
      empty,
      [
        [0, 0],
        [4, 0],
        [4, 4],
      ],
      { prefix: 'T', first: 1 },
    ).draft
    expect(dropCorner(triangle, stall, 0)).toBe(triangle)
  })

  test('a rectangle becomes a form whose corners can be moved', () => {
    const row = addRow(empty, { x: 1, y: 1, w: 2, h: 2, count: 1, prefix: 'A-', first: 1 }).draft
    expect(polygonOf(row, stall)).toBeUndefined()
    expect(polygonOf(freeForm(row, new Set([0])), stall)).toHaveLength(4)
  })

  test('the ground of a zone takes what stands on it; rubbed out, its stalls stay in it', () => {
    const zoned = drawZone(drawn, 'z1', [
      [0, 0],
      [8, 0],
      [8, 9],
      [0, 9],
    ])
    expect(zoned.stalls[0]?.zone).toBe('z1')
    expect(
      addPolygon(
        zoned,
        [
          [4, 4],
          [6, 4],
          [6, 6],
        ],
        { prefix: 'B', first: 1 },
      ).draft.stalls[1]?.zone,
    ).toBe('z1')
    expect(clearZone(zoned, 'z1')).toMatchObject({ zones: [zone], stalls: [{ zone: 'z1' }] })
    expect(drawZone(drawn, 'z1', bow)).toBe(drawn)
    expect(
      planFaults({
        ...zoned,
        zones: [{ ...zone, area: bow.map(([x, y]): [number, number] => [x + 18, y]) }],
      }).map(({ key }) => key),
    ).toEqual(['market_plan_outside', 'market_plan_crossing'])
  })
})
