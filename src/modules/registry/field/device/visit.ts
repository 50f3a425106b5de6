import type { VisitOutcome } from '../visits/rules.ts'
import type { KitVisit } from '../visits/schema.ts'

/** What the officer told at the door, on its way to the office. */
export interface Told {
  revision: number
  outcome: VisitOutcome
  note: string
  /** By the clock of this phone. */
  at: string
  /** Seconds the office clock was ahead of it. */
  clockOffset: number
}

/** A planned visit, as this phone keeps it. */
export interface DeviceVisit {
  id: string
  plan: KitVisit
  /** Not at the office yet; it never changes, so that sending it again is the same request. */
  told: Told | null
  /** Why the office did not take what was told. */
  refusal: string | null
}

/** What became of a report. */
export type VisitAnswer =
  | { kind: 'taken'; state: KitVisit['state']; revision: number }
  | { kind: 'refused'; reason: string }
  /** Nobody knows whether it arrived. */
  | { kind: 'lost' }

/** The officer tells what became of it, or sets it right. */
export const tell = (visit: DeviceVisit, said: Omit<Told, 'revision'>): DeviceVisit => ({
  ...visit,
  refusal: null,
  told: { ...said, revision: Math.max(visit.plan.revision, visit.told?.revision ?? 0) + 1 },
})

/** The visit after an answer. The one given is the one kept now, which may have been told anew while the request was under way. */
export function settleVisit(visit: DeviceVisit, sent: Told, answer: VisitAnswer): DeviceVisit {
  if (answer.kind === 'lost') return visit
  const overtaken = visit.told?.revision !== sent.revision
  if (answer.kind === 'refused') return overtaken ? visit : { ...visit, told: null, refusal: answer.reason }
  const plan = {
    ...visit.plan,
    state: answer.state,
    revision: answer.revision,
    toldNote: sent.note || null,
  }
  return { ...visit, plan, told: overtaken ? visit.told : null, refusal: null }
}

/**
 * The visits after the office told its list: plans are the office's, what waits to be told is the phone's. Whatever the office
 * names no more leaves the phone, unless it still waits.
 */
export function adoptVisits(kept: readonly DeviceVisit[], plans: readonly KitVisit[]): DeviceVisit[] {
  const waiting = kept.filter(({ id, told }) => told && !plans.some((plan) => plan.id === id))
  const named = plans.map((plan) => {
    const before = kept.find(({ id }) => id === plan.id)
    return { id: plan.id, plan, told: before?.told ?? null, refusal: before?.refusal ?? null }
  })
  return [...named, ...waiting]
}

/** What the phone shows of a visit: what waits counts as told. */
export const stateOf = ({ plan, told }: DeviceVisit): KitVisit['state'] => told?.outcome ?? plan.state
