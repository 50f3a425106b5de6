import { roundTwo } from '../progress/amounts.ts'
import type { StudyRow, Variable } from './schema.ts'

/** One business and month as recorded. */
export interface RecordRow {
  businessId: string
  regency: string
  sector: string
  size: string
  startedYear: number | null
  month: string
  sales: number | null
  workers: number | null
  debt: number | null
  channels: readonly string[] | null
  certificates: readonly string[] | null
}

/**
 * Years as bands a neighbour cannot count back from: five or ten years each, everything before 2000 in one. A shop whose age
 * is known in the street stays one of many.
 */
export function startedBand(year: number | null, width: 5 | 10 = 5): string {
  if (year === null) return 'unknown'
  if (year < 2000) return '-1999'
  const from = year - (year % width)
  return `${from}-${from + width - 1}`
}

type Features = Pick<StudyRow, 'regency' | 'sector' | 'size' | 'started'>

/** What a feature says when it had to be given up for everybody. */
const given = '*'

/**
 * From fine to coarse, for all rows alike (full-domain generalisation, Samarati 2001): the year in five, in ten, not at all,
 * then the size neither. Region and sector stay: without them a study has nothing to compare.
 */
const levels: readonly ((record: RecordRow) => Features)[] = [
  (one) => ({
    regency: one.regency,
    sector: one.sector,
    size: one.size,
    started: startedBand(one.startedYear),
  }),
  (one) => ({
    regency: one.regency,
    sector: one.sector,
    size: one.size,
    started: startedBand(one.startedYear, 10),
  }),
  (one) => ({ regency: one.regency, sector: one.sector, size: one.size, started: given }),
  (one) => ({ regency: one.regency, sector: one.sector, size: given, started: given }),
]
/** Share of businesses that may be left out before features become coarser. */
const tolerated = 0.1

/** Upper ends of bands, each with its name; more than the last has the last name. */
type Bands = readonly (readonly [number, string])[]

/** Rupiah; the ends follow the ceilings of KUR loans (Permenko Perekonomian 7/2025): 10, 100 and 500 million. */
const debtBands: Bands = [
  [0, '0'],
  [1_000_000, '1-1jt'],
  [10_000_000, '1jt-10jt'],
  [100_000_000, '10jt-100jt'],
  [500_000_000, '100jt-500jt'],
]
const certificateBands: Bands = [
  [0, '0'],
  [1, '1'],
  [2, '2'],
]

const band = (value: number | null | undefined, bands: Bands, above: string): string | null =>
  value === null || value === undefined ? null : (bands.find(([end]) => value <= end)?.[1] ?? above)

/**
 * How many more or fewer people work there than in the first month told. Not how many: that is the feature `size`, which
 * may have become coarser, and a neighbour can count people.
 */
export function workersChange(first: number | null, now: number | null): string | null {
  if (first === null || now === null) return null
  const apart = Math.abs(now - first)
  if (apart === 0) return 'same'
  return `${now > first ? 'up' : 'down'}_${apart === 1 ? '1' : apart < 5 ? '2' : '5'}`
}

type Measures = Record<string, number | string | null>

/** Each variable as a study shows it; `first` is the business's first number of workers. What is declared to readers is exactly this. */
const shownAs: Record<Variable, (row: RecordRow, first: number | null) => Measures> = {
  sales: ({ sales }) => ({ sales: sales === null ? null : roundTwo(sales) }),
  workers: ({ workers }, first) => ({ workers_change: workersChange(first, workers) }),
  debt: ({ debt }) => ({ debt: band(debt, debtBands, '500jt+') }),
  channels: ({ channels }) => ({
    channels: channels === null ? null : band(channels.length, certificateBands, '3+'),
    sells_online:
      channels === null
        ? null
        : channels.some((one) => ['chat', 'social', 'marketplace', 'delivery'].includes(one))
          ? 'yes'
          : 'no',
  }),
  certificates: ({ certificates }) => ({
    certificates: certificates === null ? null : band(certificates.length, certificateBands, '3+'),
  }),
}

const columnsOf: Record<Variable, readonly string[]> = {
  sales: ['sales'],
  workers: ['workers_change'],
  debt: ['debt'],
  channels: ['channels', 'sells_online'],
  certificates: ['certificates'],
}

/** Names of a study's measures, in the order of its columns. */
export const measuresOf = (chosen: readonly Variable[]): string[] => chosen.flatMap((one) => columnsOf[one])

/** The general features by which somebody could be recognised, as one text. */
export const featuresOf = (row: Features): string =>
  [row.regency, row.sector, row.size, row.started].join('|')

export interface DeIdentified {
  rows: StudyRow[]
  /** How coarse the features are: 0 finest. */
  generalisation: number
  businesses: number
  suppressedBusinesses: number
  suppressedRows: number
}

/** The newest record of each business: its features are the same through all its months, else they would tell them apart. */
function newestOf(records: readonly RecordRow[]): RecordRow[] {
  const newest = new Map<string, RecordRow>()
  for (const record of records) {
    const known = newest.get(record.businessId)
    if (!known || known.month < record.month) newest.set(record.businessId, record)
  }
  return [...newest.values()]
}

/** People at work in the first month in which each business told of them. */
function firstWorkers(records: readonly RecordRow[]): Map<string, number> {
  const first = new Map<string, number>()
  for (const { businessId, workers } of records.toSorted((a, b) => order(a.month, b.month)))
    if (workers !== null && !first.has(businessId)) first.set(businessId, workers)
  return first
}

type Level = (typeof levels)[number]

/** Features of the businesses that share them with enough others, at one level. */
function keptAt(featuresAt: Level, newest: readonly RecordRow[], least: number): Map<string, Features> {
  const all = newest.map((record) => ({ id: record.businessId, features: featuresAt(record) }))
  const sizes = new Map<string, number>()
  for (const { features } of all) sizes.set(featuresOf(features), (sizes.get(featuresOf(features)) ?? 0) + 1)
  return new Map(
    all.flatMap(({ id, features }) =>
      (sizes.get(featuresOf(features)) ?? 0) >= least ? [[id, features] as const] : [],
    ),
  )
}

/** The finest level at which few are left out; where none is, the finest of those that leave out fewest. */
function chooseLevel(newest: readonly RecordRow[], least: number) {
  const most = newest.length * (1 - tolerated)
  let best = { generalisation: 0, kept: new Map<string, Features>() }
  for (const [generalisation, featuresAt] of levels.entries()) {
    const kept = keptAt(featuresAt, newest, least)
    if (kept.size > best.kept.size) best = { generalisation, kept }
    if (kept.size >= most) break
  }
  return best
}

/**
 * What evaluators may read: no direct identifier, general features only, and no business that shares its features with
 * fewer than `least - 1` others. Rows come by pseudonym, so that their order says nothing either.
 */
export function deIdentify(
  records: readonly RecordRow[],
  how: { least: number; variables: readonly Variable[]; pseudonymOf(businessId: string): string },
): DeIdentified {
  const newest = newestOf(records)
  const first = firstWorkers(records)
  const { generalisation, kept } = chooseLevel(newest, how.least)
  const pseudonyms = new Map([...kept.keys()].map((id) => [id, how.pseudonymOf(id)]))
  const rows = records.flatMap((record): StudyRow[] => {
    const features = kept.get(record.businessId)
    const pseudonym = pseudonyms.get(record.businessId)
    if (!features || pseudonym === undefined) return []
    const measures: Measures = Object.assign(
      {},
      ...how.variables.map((one) => shownAs[one](record, first.get(record.businessId) ?? null)),
    )
    return [{ pseudonym, ...features, month: record.month, measures }]
  })
  rows.sort((a, b) => order(a.pseudonym, b.pseudonym) || order(a.month, b.month))
  return {
    rows,
    generalisation,
    businesses: kept.size,
    suppressedBusinesses: newest.length - kept.size,
    suppressedRows: records.length - rows.length,
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Months of one study, at most: three years show a trend, and a request stays small enough to be thought about. */
export const longestStudy = 36
/** Longest time a study may be read. */
export const longestReading = 366
