import { transitions } from '#kernel/transitions.ts'
import { addDays } from '#modules/region/working-time.ts'

/** What an officer may tell of a visit. */
export const visitOutcomes = ['visited', 'not_found', 'moved', 'refused'] as const
export type VisitOutcome = (typeof visitOutcomes)[number]

/**
 * Who told of a visit may set it right. One that was called off may still be told of: somebody was on the way without signal.
 */
export const visitStates = transitions({
  planned: [...visitOutcomes, 'cancelled'],
  visited: visitOutcomes,
  not_found: visitOutcomes,
  moved: visitOutcomes,
  refused: visitOutcomes,
  cancelled: visitOutcomes,
})
export type VisitState = (typeof visitStates.states)[number]

/** Why a business is worth a visit. */
export const visitNeeds = ['verification', 'old'] as const

/** Data that nobody changed and no officer has seen for so many days is old. */
export const oldAfterDays = 365
/** How far ahead one plans, days. */
export const planAheadDays = 90
/** Businesses in one planning: more than a day's work of any officer. */
export const visitsPerPlan = 100
/** What a phone takes along: days ahead, days that passed without a visit, and at most so many. */
export const kitDaysAhead = 7
export const kitDaysBehind = 30
export const visitsPerKit = 200

/** The order one walks in: village by village, street by street, "Jl. Melati 2" before "Jl. Melati 10". */
export function byPlace(
  a: { village: string; address: string | null; name: string },
  b: { village: string; address: string | null; name: string },
): number {
  const compare = (one: string, other: string) => one.localeCompare(other, 'id', { numeric: true })
  return compare(a.village, b.village) || compare(a.address ?? '', b.address ?? '') || compare(a.name, b.name)
}

/** Where a visit stands in the officer's days. */
export type VisitTime = 'missed' | 'today' | 'ahead' | 'told'
export function timeOf({ state, day }: { state: VisitState; day: string }, today: string): VisitTime {
  if (state !== 'planned') return 'told'
  if (day === today) return 'today'
  return day < today ? 'missed' : 'ahead'
}

/** Days one may plan for. */
export const mayPlanFor = (day: string, today: string): boolean =>
  day >= today && day <= addDays(today, planAheadDays)
