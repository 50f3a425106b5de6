import type { Phase, RoundState } from './states.ts'

/** What an application is judged by, in the order in which it is told. */
export const eligibilityRules = ['verified', 'sector', 'place', 'local', 'no_lease', 'no_arrears'] as const
export type EligibilityRule = (typeof eligibilityRules)[number]
export type Eligibility = { rule: EligibilityRule; ok: boolean; amount?: number | undefined }[]

export interface Standing {
  verified: boolean
  sector: string
  regionCode: string
  /** Has a place of this space on days that the round gives. */
  hasLease: boolean
  /** Rupiah that are overdue. */
  arrears: number
}

export interface Conditions {
  sectors: readonly string[]
  localOnly: boolean
  /** Of the space. */
  regionCode: string
  /** Trades for each place; an empty list is everyone's. */
  places: readonly { sectors: readonly string[] }[]
}

/** May a trade be at a place that is for these? */
export const isFor = (sectors: readonly string[], sector: string): boolean =>
  sectors.length === 0 || sectors.includes(sector)

/** Is the business at home in the regency of the space? */
export const isLocal = (regionCode: string, spaceRegion: string): boolean =>
  regionCode.startsWith(spaceRegion.slice(0, 5))

/** Each rule that the round asks, with its answer. */
export function judge(standing: Standing, round: Conditions): Eligibility {
  const all: Eligibility = [
    { rule: 'verified', ok: standing.verified },
    { rule: 'sector', ok: isFor(round.sectors, standing.sector) },
    { rule: 'place', ok: round.places.some((place) => isFor(place.sectors, standing.sector)) },
    { rule: 'local', ok: !round.localOnly || isLocal(standing.regionCode, round.regionCode) },
    { rule: 'no_lease', ok: !standing.hasLease },
    standing.arrears > 0
      ? { rule: 'no_arrears', ok: false, amount: standing.arrears }
      : { rule: 'no_arrears', ok: true },
  ]
  const asked: Partial<Record<EligibilityRule, boolean>> = {
    sector: round.sectors.length > 0,
    place: round.places.some(({ sectors }) => sectors.length > 0),
    local: round.localOnly,
  }
  return all.filter(({ rule }) => asked[rule] ?? true)
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
