import { describe, expect, test } from 'vitest'
import { boundsOf, cornersOf } from '../geometry.ts'
import {
  addRow,
  begin,
  type Draft,
  moveStalls,
  numberStalls,
  redo,
  removeStalls,
  resizeStalls,
  savedDraft,
  snap,
  step,
  turnStalls,
  undo,
} from './draft.ts'

const empty: Draft = { width: 20, height: 10, zones: [], features: [], stalls: [] }
const row = { x: 1, y: 1, w: 3, h: 2, count: 4, prefix: 'A-', first: 1 }
const drawn = addRow(empty, row).draft
const box = (draft: Draft, index: number) => boundsOf(cornersOf(draft.stalls[index]?.shape ?? { points: [] }))

describe('drawing a plan', () => {
  test('a row of stalls is numbered at once, and is cut where the ground ends', () => {
    expect(drawn.stalls.map(({ code }) => code)).toEqual(['A-1', 'A-2', 'A-3', 'A-4'])
    expect(addRow(empty, { ...row, count: 50 }).keys.size).toBe(6)
    expect(
      addRow(drawn, { ...row, y: 5 })
        .draft.stalls.map(({ code }) => code)
        .slice(4),
    ).toEqual(['A-5', 'A-6', 'A-7', 'A-8'])
  })

  test('moved stalls stay together and on the ground', () => {
    const moved = moveStalls(drawn, new Set([0, 3]), 30, -5)
    expect([box(moved, 0).x, box(moved, 3).x, box(moved, 0).y]).toEqual([8, 17, 0])
    expect(moveStalls(moved, new Set([0, 3]), 1, 0)).toBe(moved)
  })

  test('sizes keep to the grid and never vanish; a turn comes round', () => {
    expect(snap(1.3)).toBe(1.5)
    expect(box(resizeStalls(drawn, new Set([0]), -10, 1), 0)).toMatchObject({ w: 0.5, h: 3 })
    const turned = turnStalls(turnStalls(drawn, new Set([0]), 90), new Set([0]), 90)
    expect(turned.stalls[0]?.shape).toMatchObject({ r: -180 })
  })

  test('numbers run from left to right and from above, past those in use', () => {
    const second = addRow(drawn, { ...row, y: 5, count: 2 }).draft
    const numbered = numberStalls(second, new Set([4, 5, 3]), 'A-', 3)
    expect(numbered.stalls.map(({ code }) => code)).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'])
  })

  test('every step can be taken back and taken again', () => {
    const history = step(step(begin(empty), drawn), removeStalls(drawn, new Set([0])))
    expect(undo(history).now).toBe(drawn)
    expect(undo(undo(undo(history))).now).toBe(empty)
    expect(redo(undo(history)).now).toEqual(history.now)
    expect(JSON.parse(savedDraft(drawn, 3))).toMatchObject({
      version: 3,
      stalls: [{ code: 'A-1', unitId: null }, {}, {}, {}],
    })
  })
})
