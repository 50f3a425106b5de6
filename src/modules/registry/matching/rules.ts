import {
  compareAddresses,
  compareNames,
  type MatchRecord,
  metresBetween,
  ownerLikeness,
  type Prepared,
} from './compare.ts'

/** What speaks for two records being one business, and what speaks against; words are `matching_reason_<reason>`. */
export const reasonsFor = [
  'same_nik',
  'same_phone',
  'same_owner',
  'similar_owner',
  'same_name',
  'similar_name',
  'same_address',
  'similar_address',
  'same_rt_rw',
  'near',
] as const
export const reasonsAgainst = [
  'other_nik',
  'other_owner',
  'other_name',
  'other_trade',
  'other_address',
  'other_rt_rw',
  'far',
  'other_village',
  'other_kind',
] as const
export const matchReasons = [...reasonsFor, ...reasonsAgainst] as const
export type MatchReason = (typeof matchReasons)[number]

export const speaksFor = (reason: MatchReason): boolean => (reasonsFor as readonly string[]).includes(reason)

export interface Match {
  /** 0 to 100: how likely the two are one. */
  score: number
  reasons: MatchReason[]
}

/** From here on a pair is put before an officer. Set on generated sets, kept by tests on others (`matching.test.ts`). */
export const askFrom = 50

/** Points of one kind of evidence and why. */
interface Evidence {
  points: number
  reasons: MatchReason[]
}

const evidence = (points: number, ...reasons: MatchReason[]): Evidence => ({ points, reasons })
const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value))

/**
 * How likely two records are one business. Evidence is added up in powers of two, as Fellegi and Sunter do ("A theory for
 * record linkage", 1969): the same owner, the same name, the same place. Each of the three has a ceiling, so that no two can
 * outvote the third: one family has two businesses at one address, one name hangs over many doors.
 */
export function compare(a: Prepared, b: Prepared): Match {
  const parts = [owners(a, b), names(a, b), places(a, b), kinds(a, b)]
  const points = parts.reduce((sum, part) => sum + part.points, 0) - rarity
  const score = Math.round(100 / (1 + 2 ** -between(-30, points, 30)))
  return { score, reasons: parts.flatMap((part) => part.reasons) }
}

/** Two records that were found beside each other are seldom one: this much has to be made up for. */
const rarity = 6

function owners(a: Prepared, b: Prepared): Evidence {
  const found: Evidence[] = []
  const sameNik = a.nik !== null && a.nik === b.nik
  if (sameNik) found.push(evidence(5, 'same_nik'))
  else if (a.nik !== null && b.nik !== null) found.push(evidence(-5, 'other_nik'))
  if (a.phone !== null && a.phone === b.phone) found.push(evidence(3.5, 'same_phone'))
  else if (a.phone !== null && b.phone !== null) found.push(evidence(-0.5))
  const like = ownerLikeness(a, b)
  if (like >= 0.95) found.push(evidence(3.5, 'same_owner'))
  else if (like >= 0.75) found.push(evidence(2.5, 'similar_owner'))
  else if (like >= 0.6) found.push(evidence(0.5))
  else if (!sameNik) found.push(evidence(-4, 'other_owner'))
  return within(found, -7, 6.5)
}

function names(a: Prepared, b: Prepared): Evidence {
  const { like, information, otherTrade, otherNumber } = compareNames(a, b)
  if (otherTrade) return evidence(-7, 'other_trade')
  if (otherNumber) return evidence(-3, 'other_name')
  // "Warung Makan" beside "Warung Makan": the same words, and nothing said.
  const most = information < 0.75 ? 2 : 5.5
  if (like >= 0.95) return evidence(most, 'same_name')
  if (like >= 0.82) return evidence(Math.min(most, 4.5), 'similar_name')
  if (like >= 0.66) return evidence(Math.min(most, 2), 'similar_name')
  if (like >= 0.5) return evidence(-2)
  return evidence(-7, 'other_name')
}

function places(a: Prepared, b: Prepared): Evidence {
  const found = [regions(a.regionCode, b.regionCode), neighbourhoods(a, b)]
  const metres = metresBetween(a, b)
  if (metres !== null) found.push(distance(metres, a.kind))
  found.push(streets(a, b))
  return within(found, -8, 4.5)
}

function streets(a: Prepared, b: Prepared): Evidence {
  const { street, number } = compareAddresses(a, b)
  if (street === null) return evidence(0)
  if (street < 0.4) return evidence(-2.5, 'other_address')
  if (street < 0.7) return evidence(0)
  if (number === false) return street >= 0.9 ? evidence(-2, 'other_address') : evidence(-1)
  if (street < 0.9) return evidence(1.5, 'similar_address')
  return evidence(number ? 3.5 : 2.5, 'same_address')
}

function regions(a: string, b: string): Evidence {
  if (a === b) return evidence(0.5)
  if (a.slice(0, 8) === b.slice(0, 8)) return evidence(-1.5, 'other_village')
  return evidence(a.slice(0, 5) === b.slice(0, 5) ? -3 : -6, 'other_village')
}

function neighbourhoods(a: Prepared, b: Prepared): Evidence {
  if (a.rw === null || b.rw === null || a.regionCode !== b.regionCode) return evidence(0)
  if (a.rw !== b.rw) return evidence(-2, 'other_rt_rw')
  if (a.rt === null || b.rt === null) return evidence(0.5)
  return a.rt === b.rt ? evidence(1.5, 'same_rt_rw') : evidence(-1, 'other_rt_rw')
}

/** A phone's position is right to some 30 m; a street trader moves along the street. */
function distance(metres: number, kind: string): Evidence {
  if (metres <= 40) return evidence(2.5, 'near')
  if (metres <= 150) return evidence(1, 'near')
  if (metres <= 600) return evidence(-1)
  return evidence(kind === 'street_trader' ? -2 : -4, 'far')
}

function kinds(a: MatchRecord, b: MatchRecord): Evidence {
  const kind =
    a.kind === b.kind
      ? evidence(0)
      : evidence(a.kind === 'art_group' || b.kind === 'art_group' ? -6 : -0.5, 'other_kind')
  const sector = a.sector !== null && b.sector !== null && a.sector !== b.sector ? -2 : 0
  return evidence(kind.points + sector, ...kind.reasons)
}

const within = (found: readonly Evidence[], least: number, most: number): Evidence => ({
  points: between(
    least,
    found.reduce((sum, part) => sum + part.points, 0),
    most,
  ),
  reasons: found.flatMap((part) => part.reasons),
})
