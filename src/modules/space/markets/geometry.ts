import type { Shape } from './schema.ts'

export type XY = readonly [number, number]

/** The corners of a shape in metres, in order. */
export function cornersOf(shape: Shape): XY[] {
  if ('points' in shape) return shape.points
  const { x, y, w, h, r } = shape
  const [cx, cy] = [x + w / 2, y + h / 2]
  const angle = (r * Math.PI) / 180
  const turn = ([px, py]: XY): XY => [
    cx + (px - cx) * Math.cos(angle) - (py - cy) * Math.sin(angle),
    cy + (px - cx) * Math.sin(angle) + (py - cy) * Math.cos(angle),
  ]
  return (
    [
      [x, y],
      [x + w, y],
      [x + w, y + h],
      [x, y + h],
    ] as XY[]
  ).map(turn)
}

/** Square metres (the shoelace formula). */
export function areaOf(shape: Shape): number {
  if (!('points' in shape)) return round(shape.w * shape.h)
  const { points } = shape
  const twice = points.reduce((sum, [x, y], index) => {
    const [nx, ny] = points[(index + 1) % points.length] ?? [x, y]
    return sum + x * ny - nx * y
  }, 0)
  return round(Math.abs(twice) / 2)
}

/** To the centimetre: finer is noise of a drawing. */
export const round = (metres: number): number => Math.round(metres * 100) / 100

/** The middle of a shape, where its number stands. */
export function middleOf(shape: Shape): XY {
  if (!('points' in shape)) return [shape.x + shape.w / 2, shape.y + shape.h / 2]
  const { points } = shape
  const sum = points.reduce<XY>(([sx, sy], [x, y]) => [sx + x, sy + y], [0, 0])
  return [sum[0] / points.length, sum[1] / points.length]
}

/** Whether a point lies within a polygon. */
export function contains(points: readonly XY[], [x, y]: XY): boolean {
  let inside = false
  for (const [index, [ax, ay]] of points.entries()) {
    const [bx, by] = points[(index + 1) % points.length] ?? [ax, ay]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

const side = ([ax, ay]: XY, [bx, by]: XY, [cx, cy]: XY) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

/** Whether two lines cut or touch each other. */
function meet([a, b]: readonly [XY, XY], [c, d]: readonly [XY, XY]): boolean {
  const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)] as const
  if (sides.some((one) => one !== 0)) return sides[0] * sides[1] <= 0 && sides[2] * sides[3] <= 0
  // On one line: they meet only where they lie over each other.
  return [0, 1].every(
    (axis) =>
      Math.min(a[axis] ?? 0, b[axis] ?? 0) <= Math.max(c[axis] ?? 0, d[axis] ?? 0) &&
      Math.min(c[axis] ?? 0, d[axis] ?? 0) <= Math.max(a[axis] ?? 0, b[axis] ?? 0),
  )
}

/** Whether two sides of a polygon that are no neighbours cut each other: such a drawing has no area anybody could mean. */
export function crosses(points: readonly XY[]): boolean {
  const edges = points.map((point, index): [XY, XY] => [point, points[(index + 1) % points.length] ?? point])
  return edges.some((edge, one) =>
    edges.some(
      (rival, other) => other > one + 1 && !(one === 0 && other === edges.length - 1) && meet(edge, rival),
    ),
  )
}

/** Where the number of a shape is written: its middle, or the middle of its widest part when that lies outside of it. */
export function labelAt(shape: Shape): XY {
  const middle = middleOf(shape)
  if (!('points' in shape) || contains(shape.points, middle)) return middle
  const y = middle[1] + 0.001
  const cuts = shape.points
    .flatMap(([ax, ay], index) => {
      const [bx, by] = shape.points[(index + 1) % shape.points.length] ?? [ax, ay]
      return ay > y === by > y ? [] : [((bx - ax) * (y - ay)) / (by - ay) + ax]
    })
    .sort((one, other) => one - other)
  const parts = cuts.flatMap((from, index) => {
    const to = cuts[index + 1]
    return index % 2 === 0 && to !== undefined ? [{ at: (from + to) / 2, wide: to - from }] : []
  })
  const widest = parts.sort((one, other) => other.wide - one.wide)[0]
  return widest ? [widest.at, y] : middle
}

/** The smallest upright rectangle around shapes. */
export function boundsOf(points: readonly XY[]): { x: number; y: number; w: number; h: number } {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y }
}

const distance = ([ax, ay]: XY, [bx, by]: XY) => Math.hypot(ax - bx, ay - by)

/** Four corners with right angles (within 2 %) are a rectangle again, so that what was exported comes back as it was. */
export function toShape(points: readonly XY[]): Shape {
  const rounded = points.map(([x, y]): [number, number] => [round(x), round(y)])
  const [a, b, c, d] = points
  if (points.length !== 4 || !a || !b || !c || !d) return { points: rounded }
  const [w, h] = [distance(a, b), distance(b, c)]
  const off = Math.abs(distance(a, c) - distance(b, d)) + Math.abs(w - distance(c, d))
  if (off > 0.02 * (w + h) || w < 0.2 || h < 0.2) return { points: rounded }
  const [cx, cy] = middleOf({ points: [a, b, c, d].map(([x, y]): [number, number] => [x, y]) })
  const r = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI
  return { x: round(cx - w / 2), y: round(cy - h / 2), w: round(w), h: round(h), r: Math.round(r * 10) / 10 }
}
