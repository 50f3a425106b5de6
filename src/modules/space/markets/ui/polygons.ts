import { areaOf, contains, cornersOf, crosses, labelAt, round, type XY } from '../geometry.ts'
import { nextCodes } from '../rules.ts'
import { codesOf, type Draft, type DraftStall, each } from './draft.ts'

/** Whose corners are drawn: a stall, or the ground of a zone. */
export type Target = { stall: number } | { zone: string }

const mostCorners = 40
const leastArea = 0.25

const onGround = ({ width, height }: Draft, [x, y]: XY): [number, number] => [
  round(Math.min(Math.max(x, 0), width)),
  round(Math.min(Math.max(y, 0), height)),
]

/** The corners of a polygon; undefined for a rectangle, and for a zone whose ground was never drawn. */
export function polygonOf(draft: Draft, target: Target): readonly XY[] | undefined {
  if ('zone' in target) return draft.zones.find(({ code }) => code === target.zone)?.area
  const shape = draft.stalls.find(({ key }) => key === target.stall)?.shape
  return shape && 'points' in shape ? shape.points : undefined
}

/** Whether corners make a ground: no sides that cut each other, and large enough to be seen. */
export const isDrawable = (points: readonly XY[]): boolean =>
  points.length >= 3 &&
  points.length <= mostCorners &&
  !crosses(points) &&
  areaOf({ points: points.map(([x, y]): [number, number] => [x, y]) }) >= leastArea

/** A polygon with other corners; what cannot be drawn leaves the plan as it was. */
function withCorners(draft: Draft, target: Target, corners: readonly XY[]): Draft {
  const points = corners.map((corner) => onGround(draft, corner))
  if (!isDrawable(points)) return draft
  if ('stall' in target)
    return each(draft, new Set([target.stall]), (stall) => ({ ...stall, shape: { points } }))
  return {
    ...draft,
    zones: draft.zones.map((zone) => (zone.code === target.zone ? { ...zone, area: points } : zone)),
  }
}

/** One corner moved by metres. */
export function moveCorner(draft: Draft, target: Target, index: number, [dx, dy]: XY): Draft {
  const points = polygonOf(draft, target) ?? []
  return withCorners(
    draft,
    target,
    points.map((point, at): XY => (at === index ? [point[0] + dx, point[1] + dy] : point)),
  )
}

/** The middle of the side that follows a corner. */
export function sideMiddle(points: readonly XY[], index: number): XY {
  const [[ax, ay], [bx, by]] = [points[index] ?? [0, 0], points[(index + 1) % points.length] ?? [0, 0]]
  return [(ax + bx) / 2, (ay + by) / 2]
}

/** A new corner in the middle of the side that follows `index`. */
export function addCorner(draft: Draft, target: Target, index: number): Draft {
  const points = polygonOf(draft, target) ?? []
  return withCorners(draft, target, points.toSpliced(index + 1, 0, sideMiddle(points, index)))
}

/** A corner taken away; three stay. */
export function dropCorner(draft: Draft, target: Target, index: number): Draft {
  const points = polygonOf(draft, target) ?? []
  return withCorners(draft, target, points.toSpliced(index, 1))
}

/** Rectangles whose corners may be moved one by one from now on. */
export const freeForm = (draft: Draft, keys: ReadonlySet<number>): Draft =>
  each(draft, keys, (stall) =>
    'points' in stall.shape
      ? stall
      : { ...stall, shape: { points: cornersOf(stall.shape).map((corner) => onGround(draft, corner)) } },
  )

/** A new stall of any form; its facts are those of the last stall drawn. */
export function addPolygon(
  draft: Draft,
  points: readonly XY[],
  { prefix, first }: { prefix: string; first: number },
): { draft: Draft; keys: Set<number> } {
  const like = draft.stalls.at(-1)
  const key = Math.max(-1, ...draft.stalls.map((stall) => stall.key)) + 1
  const stall: DraftStall = {
    key,
    unitId: null,
    code: nextCodes(prefix, first, 1, codesOf(draft))[0] ?? '',
    shape: { points: points.map((point) => onGround(draft, point)) },
    stallKind: like?.stallKind ?? 'pelataran',
    tenure: like?.tenure ?? 'daily',
    zone: zoneAt(draft, points) ?? like?.zone ?? null,
    water: false,
    power: false,
  }
  return { draft: { ...draft, stalls: [...draft.stalls, stall] }, keys: new Set([key]) }
}

const zoneAt = (draft: Draft, points: readonly XY[]) => {
  const middle = labelAt({ points: points.map(([x, y]): [number, number] => [x, y]) })
  return draft.zones.find(({ area }) => area && contains(area, middle))?.code
}

/** The ground of a zone; the stalls that stand on it belong to it from now on. */
export function drawZone(draft: Draft, code: string, points: readonly XY[]): Draft {
  const drawn = withCorners(draft, { zone: code }, points)
  if (drawn === draft) return draft
  const within = new Set(
    drawn.stalls.filter(({ shape }) => contains(points, labelAt(shape))).map(({ key }) => key),
  )
  return each(drawn, within, (stall) => ({ ...stall, zone: code }))
}

/** The ground of a zone rubbed out; its stalls stay in it. */
export const clearZone = (draft: Draft, code: string): Draft => ({
  ...draft,
  zones: draft.zones.map(({ area, ...zone }) => (zone.code === code || !area ? zone : { ...zone, area })),
})
