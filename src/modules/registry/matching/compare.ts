import { likeness, type Weighed } from './likeness.ts'
import { fold, wordsOf } from './spelling.ts'
import { generic, titles, trades, wishes } from './vocabulary.ts'

/** What is known of a business that tells whether two are one. */
export interface MatchRecord {
  kind: string
  name: string
  sector: string | null
  ownerName: string
  /** Keyed hash of the owner's NIK, as text. */
  nik: string | null
  /** E.164. */
  phone: string | null
  regionCode: string
  address: string | null
  rt: string | null
  rw: string | null
  latitude: number | null
  longitude: number | null
}

/** A record with its words taken apart once, for many comparisons. */
export interface Prepared extends MatchRecord {
  nameWords: readonly string[]
  ownerWords: readonly string[]
  streetWords: readonly string[]
  /** House numbers and such. */
  numbers: readonly string[]
}

const withoutPlace = /\b(?:rt|rw)\s*[./:]?\s*\d+\s*(?:\/\s*(?:rw)?\s*\d+)?/gi
const smallWords = new Set([
  'jalan',
  'no',
  'nomor',
  'nmr',
  'gang',
  'raya',
  'depan',
  'dekat',
  'sebelah',
  'kampung',
  'blok',
  'perumahan',
])

export function prepare(record: MatchRecord): Prepared {
  const street = wordsOf((record.address ?? '').replace(withoutPlace, ' '))
  const named = wordsOf(record.name)
  const named2 = named.filter((word) => !titles.has(word))
  return {
    ...record,
    nameWords: named2.length > 0 ? named2 : named,
    ownerWords: ownerWordsOf(record.ownerName),
    streetWords: street.filter((word) => !/^\d+$/.test(word) && !smallWords.has(word)),
    numbers: street.filter((word) => /^\d+$/.test(word)).map((word) => word.replace(/^0+(?=\d)/, '')),
  }
}

/** A person's names without titles and degrees; a name that is nothing but titles stays. */
export function ownerWordsOf(name: string): string[] {
  const words = wordsOf(name.split(',')[0] ?? '')
  const own = words.filter((word) => !titles.has(word) || word.length === 1)
  const names = own.filter((word, at) => word.length > 1 || at > 0)
  return names.length > 0 ? names : words
}

/** Muhammad, Siti and Sri stand before many names: they tell little. */
const common = new Set([
  'muhammad',
  'siti',
  'sri',
  'abdul',
  'nur',
  'dwi',
  'tri',
  'eko',
  'agus',
  'ahmad',
  'ni',
  'i',
])

/** How alike the owners' names are, 0 to 1. Whoever gave one name of three is alike (0.8), not the same. */
export function ownerLikeness(a: Prepared, b: Prepared): number {
  const weigh = (words: readonly string[]): Weighed[] =>
    words.map((word) => ({ word, weight: common.has(word) ? 0.5 : 1 }))
  const like = likeness(weigh(a.ownerWords), weigh(b.ownerWords))
  const [shorter, longer] = a.ownerWords.length < b.ownerWords.length ? [a, b] : [b, a]
  if (shorter.ownerWords.length === longer.ownerWords.length) return like
  const part = likeness(
    weigh(shorter.ownerWords),
    weigh(longer.ownerWords.slice(0, shorter.ownerWords.length)),
  )
  return part >= 0.9 ? Math.max(like, 0.8) : like
}

/** How alike the names of two businesses are, and how much they say beyond the owners' names and words everybody uses. */
export interface NameComparison {
  like: number
  /** Weight of the poorer of both names; under 1 it names nothing of its own. */
  information: number
  /** They name different trades. */
  otherTrade: boolean
  /** One is numbered otherwise than the other: "Sari Roti 2" is an outlet of its own. */
  otherNumber: boolean
}

export function compareNames(a: Prepared, b: Prepared): NameComparison {
  const owners = new Set([...a.ownerWords, ...b.ownerWords].map(fold))
  const weigh = (words: readonly string[]): Weighed[] =>
    words.map((word) => ({ word, weight: weightOf(word, owners) }))
  const [x, y] = [weigh(a.nameWords), weigh(b.nameWords)]
  const total = (words: readonly Weighed[]) => words.reduce((sum, { weight }) => sum + weight, 0)
  const [mine, yours] = [tradesIn(a.nameWords), tradesIn(b.nameWords)]
  return {
    like: likeness(x, y),
    information: Math.min(total(x), total(y)),
    otherNumber: numbersIn(a.nameWords) !== numbersIn(b.nameWords),
    otherTrade: mine.size > 0 && yours.size > 0 && ![...mine].some((trade) => yours.has(trade)),
  }
}

const numbersIn = (words: readonly string[]): string => words.filter((word) => /^\d+$/.test(word)).join(' ')

const tradesIn = (words: readonly string[]): Set<string> =>
  new Set(words.flatMap((word) => (Object.hasOwn(trades, word) ? (trades[word] ?? []) : [])))

function weightOf(word: string, owners: ReadonlySet<string>): number {
  if (generic.has(word)) return 0.2
  if (Object.hasOwn(trades, word)) return 0.6
  if (owners.has(fold(word))) return 0.35
  return wishes.has(word) ? 0.5 : 1
}

export interface AddressComparison {
  /** Of the street's words, 0 to 1; null when one of them is not known. */
  street: number | null
  /** Both carry numbers, and they are the same (true) or none is (false). */
  number: boolean | null
}

export function compareAddresses(a: Prepared, b: Prepared): AddressComparison {
  const weigh = (words: readonly string[]) => words.map((word) => ({ word, weight: 1 }))
  const known = a.streetWords.length > 0 && b.streetWords.length > 0
  const numbered = a.numbers.length > 0 && b.numbers.length > 0
  return {
    street: known ? likeness(weigh(a.streetWords), weigh(b.streetWords)) : null,
    number: numbered ? a.numbers.some((number) => b.numbers.includes(number)) : null,
  }
}

/** Metres between two records that know where they are (haversine on a sphere of 6,371 km). */
export function metresBetween(a: Prepared, b: Prepared): number | null {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return null
  const radians = Math.PI / 180
  const north = (b.latitude - a.latitude) * radians
  const east = (b.longitude - a.longitude) * radians
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(east / 2) ** 2
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(half)))
}
