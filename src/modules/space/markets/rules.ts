import type { ReadStalls } from './geojson.ts'
import { boundsOf, cornersOf, crosses, type XY } from './geometry.ts'
import type { PlanInput, PlanStall } from './schema.ts'

export interface PlanFault {
  path: string
  key: string
}

/** A shape lies on the ground, to what is noise of a drawing, and its sides do not cut each other. */
function groundFaults(
  points: readonly XY[],
  plan: { width: number; height: number },
  path: string,
): PlanFault[] {
  const box = boundsOf(points)
  const slack = 0.05
  const within =
    box.x >= -slack &&
    box.y >= -slack &&
    box.x + box.w <= plan.width + slack &&
    box.y + box.h <= plan.height + slack
  return [
    ...(within ? [] : [{ path, key: 'market_plan_outside' }]),
    ...(crosses(points) ? [{ path, key: 'market_plan_crossing' }] : []),
  ]
}

/** What is wrong with a plan beyond its parts: numbers given twice, shapes outside of the ground, zones nobody named. */
export function planFaults(plan: Omit<PlanInput, 'version'>): PlanFault[] {
  const faults: PlanFault[] = []
  const codes = new Set<string>()
  const ids = new Set<string>()
  const zones = new Set(plan.zones.map(({ code }) => code))
  if (zones.size < plan.zones.length) faults.push({ path: 'zones', key: 'market_plan_zone_twice' })
  faults.push(
    ...plan.zones.flatMap(({ area }, index) => (area ? groundFaults(area, plan, `zones.${index}.name`) : [])),
  )
  for (const [index, stall] of plan.stalls.entries()) {
    const wrong = (key: string) => faults.push({ path: `stalls.${index}.code`, key })
    if (codes.has(stall.code)) wrong('market_plan_code_twice')
    codes.add(stall.code)
    if (stall.unitId !== null) {
      if (ids.has(stall.unitId)) wrong('market_plan_code_twice')
      ids.add(stall.unitId)
    }
    if (stall.zone !== null && !zones.has(stall.zone)) wrong('market_plan_zone_unknown')
    faults.push(...groundFaults(cornersOf(stall.shape), plan, `stalls.${index}.code`))
  }
  return faults
}

/** Stalls of a file laid over those of a plan, told by their numbers: new, changed, or as they were. The others stay. */
export function mergeStalls(known: readonly PlanStall[], read: ReadStalls) {
  const byCode = new Map(known.map((stall) => [stall.code, stall]))
  const added: string[] = []
  const changed: string[] = []
  for (const stall of read.stalls) {
    const before = byCode.get(stall.code)
    byCode.set(stall.code, { ...stall, unitId: before?.unitId ?? null })
    if (!before) added.push(stall.code)
    else if (factsOf(before) !== factsOf(stall)) changed.push(stall.code)
  }
  return {
    stalls: [...byCode.values()],
    added,
    changed,
    unchanged: read.stalls.length - added.length - changed.length,
  }
}

const factsOf = ({ shape, stallKind, tenure, zone, water, power }: PlanStall) =>
  JSON.stringify([
    cornersOf(shape).map(([x, y]) => [x.toFixed(1), y.toFixed(1)]),
    stallKind,
    tenure,
    zone,
    water,
    power,
  ])

/** Numbers for a row of new stalls, the next free one first: A-9 is followed by A-10. */
export function nextCodes(prefix: string, first: number, count: number, used: ReadonlySet<string>): string[] {
  const codes: string[] = []
  for (let number = first; codes.length < count; number++) {
    const code = `${prefix}${number}`
    if (!used.has(code)) codes.push(code)
  }
  return codes
}
