import type { Phase, RoundState } from './states.ts'

/** What an application is judged by, in the order in which it is told. */
export const eligibilityRules = ['verified', 'sector', 'local', 'no_lease', 'no_arrears'] as const
export type EligibilityRule = (typeof eligibilityRules)[number]
export type Eligibility = { rule: EligibilityRule; ok: boolean }[]

export interface Standing {
  verified: boolean
  sector: string
  regionCode: string
  /** Has a place of this space on days of the term. */
  hasLease: boolean
  arrears: boolean
}

export interface Conditions {
  sectors: readonly string[]
  localOnly: boolean
  /** Of the space. */
  regionCode: string
}

/** Is the business at home in the regency of the space? */
export const isLocal = (regionCode: string, spaceRegion: string): boolean =>
  regionCode.startsWith(spaceRegion.slice(0, 5))

/** Each rule that the round asks, with its answer. */
export function judge(standing: Standing, round: Conditions): Eligibility {
  const all: Eligibility = [
    { rule: 'verified', ok: standing.verified },
    { rule: 'sector', ok: round.sectors.length === 0 || round.sectors.includes(standing.sector) },
    { rule: 'local', ok: !round.localOnly || isLocal(standing.regionCode, round.regionCode) },
    { rule: 'no_lease', ok: !standing.hasLease },
    { rule: 'no_arrears', ok: !standing.arrears },
  ]
  return all.filter(
    ({ rule }) => (rule !== 'sector' || round.sectors.length > 0) && (rule !== 'local' || round.localOnly),
  )
}

export const isEligible = (eligibility: Eligibility): boolean => eligibility.every(({ ok }) => ok)

/** Where a round is now. Between the last application and the closing of the list the office checks. */
export function phaseOf(
  round: { state: RoundState; opensAt: string; appliesUntil: string },
  now: string,
): Phase {
  if (round.state !== 'announced') return round.state === 'draft' ? 'announced' : round.state
  const at = Date.parse(now)
  if (at < Date.parse(round.opensAt)) return 'announced'
  return at < Date.parse(round.appliesUntil) ? 'open' : 'checking'
}

/** Who of those in line is next for a place: an upheld appeal comes first, then the drawn order. */
export const inLine = <One extends { firstInLine: string | null; rank: number | null }>(
  line: readonly One[],
): One[] =>
  [...line].sort(
    (a, b) =>
      Number(a.firstInLine === null) - Number(b.firstInLine === null) ||
      Date.parse(a.firstInLine ?? '2000-01-01') - Date.parse(b.firstInLine ?? '2000-01-01') ||
      (a.rank ?? 1e9) - (b.rank ?? 1e9),
  )
