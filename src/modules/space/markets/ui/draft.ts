import { boundsOf, cornersOf, round } from '../geometry.ts'
import { nextCodes } from '../rules.ts'
import type { Feature, Plan, PlanStall, Sector, Shape } from '../schema.ts'

/** A plan while it is drawn: each stall with a key of its own, because new ones have no id and numbers change. */
export type DraftStall = PlanStall & { key: number }
export interface Draft {
  width: number
  height: number
  zones: Sector[]
  features: Feature[]
  stalls: DraftStall[]
}

export const grid = 0.5
export const snap = (metres: number): number => Math.round(metres / grid) * grid

export const draftOf = ({ width, height, zones, features, stalls }: Plan): Draft => ({
  width,
  height,
  zones: [...zones],
  features: [...features],
  stalls: stalls.map(({ area: _, state: __, ...stall }, key) => ({ ...stall, key })),
})

/** What is posted: the keys stay here. */
export const savedDraft = (draft: Draft, version: number): string =>
  JSON.stringify({ ...draft, version, stalls: draft.stalls.map(({ key: _, ...stall }) => stall) })

/** Steps that can be taken back and forth. */
export interface History {
  past: readonly Draft[]
  now: Draft
  future: readonly Draft[]
}
const mostSteps = 100
export const begin = (now: Draft): History => ({ past: [], now, future: [] })
export const step = ({ past, now }: History, next: Draft): History =>
  next === now ? { past, now, future: [] } : { past: [...past, now].slice(-mostSteps), now: next, future: [] }
export function undo(history: History): History {
  const before = history.past.at(-1)
  return before
    ? { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] }
    : history
}
export function redo(history: History): History {
  const [next, ...future] = history.future
  return next ? { past: [...history.past, history.now], now: next, future } : history
}

const shifted = (shape: Shape, dx: number, dy: number): Shape =>
  'points' in shape
    ? { points: shape.points.map(([x, y]): [number, number] => [round(x + dx), round(y + dy)]) }
    : { ...shape, x: round(shape.x + dx), y: round(shape.y + dy) }

/** The chosen stalls changed, the others as they were. */
export const each = (
  draft: Draft,
  keys: ReadonlySet<number>,
  change: (stall: DraftStall) => DraftStall,
): Draft => ({
  ...draft,
  stalls: draft.stalls.map((stall) => (keys.has(stall.key) ? change(stall) : stall)),
})

/** Stalls moved together, as far as all of them stay on the ground. */
export function moveStalls(draft: Draft, keys: ReadonlySet<number>, dx: number, dy: number): Draft {
  const corners = draft.stalls.filter(({ key }) => keys.has(key)).flatMap(({ shape }) => cornersOf(shape))
  if (corners.length === 0) return draft
  const box = boundsOf(corners)
  const within = (by: number, low: number, high: number) =>
    Math.min(Math.max(by, Math.min(0, low)), Math.max(0, high))
  const x = within(dx, -box.x, draft.width - box.x - box.w)
  const y = within(dy, -box.y, draft.height - box.y - box.h)
  return x === 0 && y === 0
    ? draft
    : each(draft, keys, (stall) => ({ ...stall, shape: shifted(stall.shape, x, y) }))
}

/** A rectangle made larger or smaller, its upper left corner staying. Polygons keep their form. */
export const resizeStalls = (draft: Draft, keys: ReadonlySet<number>, dw: number, dh: number): Draft =>
  each(draft, keys, (stall) => {
    if ('points' in stall.shape) return stall
    const { x, y, w, h } = stall.shape
    const size = (now: number, by: number, most: number) => round(Math.min(Math.max(grid, now + by), most))
    return {
      ...stall,
      shape: { ...stall.shape, w: size(w, dw, draft.width - x), h: size(h, dh, draft.height - y) },
    }
  })

export const turnStalls = (draft: Draft, keys: ReadonlySet<number>, degrees: number): Draft =>
  each(draft, keys, (stall) => {
    if ('points' in stall.shape) return stall
    const r = ((stall.shape.r + degrees + 540) % 360) - 180
    return { ...stall, shape: { ...stall.shape, r } }
  })

export type Facts = Partial<Pick<DraftStall, 'stallKind' | 'tenure' | 'zone' | 'water' | 'power' | 'code'>>
export const describeStalls = (draft: Draft, keys: ReadonlySet<number>, facts: Facts): Draft =>
  each(draft, keys, (stall) => ({ ...stall, ...facts }))

export const removeStalls = (draft: Draft, keys: ReadonlySet<number>): Draft => ({
  ...draft,
  stalls: draft.stalls.filter(({ key }) => !keys.has(key)),
})

/** Numbers that are in use. */
export const codesOf = (draft: Draft, without: ReadonlySet<number> = new Set()) =>
  new Set(draft.stalls.filter(({ key }) => !without.has(key)).map(({ code }) => code))

/** Number stalls in a row, from left to right and from above: … */
export function numberStalls(draft: Draft, keys: ReadonlySet<number>, prefix: string, first: number): Draft {
  const chosen = draft.stalls.filter(({ key }) => keys.has(key))
  const at = (stall: DraftStall) => boundsOf(cornersOf(stall.shape))
  const inOrder = chosen.toSorted((one, other) => {
    const [a, b] = [at(one), at(other)]
    return Math.abs(a.y - b.y) > grid ? a.y - b.y : a.x - b.x
  })
  const codes = nextCodes(prefix, first, inOrder.length, codesOf(draft, keys))
  const byKey = new Map(inOrder.map(({ key }, index) => [key, codes[index] ?? '']))
  return each(draft, keys, (stall) => ({ ...stall, code: byKey.get(stall.key) ?? stall.code }))
}

/** A row of new stalls beside each other; as many as fit on the ground. Their facts are those of the last stall drawn. */
export function addRow(
  draft: Draft,
  row: { x: number; y: number; w: number; h: number; count: number; prefix: string; first: number },
): { draft: Draft; keys: Set<number> } {
  const like = draft.stalls.at(-1)
  const fits = Math.max(1, Math.min(row.count, Math.floor((draft.width - row.x) / row.w + 1e-9)))
  const codes = nextCodes(row.prefix, row.first, fits, codesOf(draft))
  const start = Math.max(-1, ...draft.stalls.map(({ key }) => key)) + 1
  const fresh = codes.map(
    (code, index): DraftStall => ({
      key: start + index,
      unitId: null,
      code,
      shape: { x: round(row.x + index * row.w), y: row.y, w: row.w, h: row.h, r: 0 },
      stallKind: like?.stallKind ?? 'pelataran',
      tenure: like?.tenure ?? 'daily',
      zone: like?.zone ?? null,
      water: false,
      power: false,
    }),
  )
  return {
    draft: { ...draft, stalls: [...draft.stalls, ...fresh] },
    keys: new Set(fresh.map(({ key }) => key)),
  }
}

export const addFeature = (draft: Draft, feature: Feature): Draft => ({
  ...draft,
  features: [...draft.features, feature],
})
export const dropFeature = (draft: Draft, at: number): Draft => ({
  ...draft,
  features: draft.features.filter((_, index) => index !== at),
})
export const labelFeature = (draft: Draft, at: number, label: string): Draft => ({
  ...draft,
  features: draft.features.map((feature, index) => (index === at ? { ...feature, label } : feature)),
})
