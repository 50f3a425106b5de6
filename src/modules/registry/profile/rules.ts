import type { LegalForm, SalesPeriod, SizeClass } from './lists.ts'

/** Upper bound of a size class in rupiah, as a law sets it (`registry.size_rule`). */
export interface SizeRule {
  sizeClass: Exclude<SizeClass, 'large'>
  measure: 'capital' | 'sales'
  upTo: number
  validFrom: string
  validTo: string | null
  legalBasis: string
}

export interface SizeFacts {
  startedYear: number | null
  startedMonth: number | null
  /** Rupiah, without land and buildings of the business. */
  capital: number | null
  /** Rupiah a year. */
  yearlySales: number | null
}

/** What is missing to compute a class. */
export type SizeGap = 'started' | 'capital' | 'sales'

export type Sizing =
  | { sizeClass: null; missing: SizeGap; basis: 'capital' | 'sales' | null }
  | {
      sizeClass: SizeClass
      basis: 'capital' | 'sales'
      amount: number
      /** Bounds of the class found, in rupiah: more than `above`, at most `upTo` (null: no upper bound). */
      above: number
      upTo: number | null
      legalBasis: string
    }

/**
 * PP 7/2021 art. 35: businesses begun after it came into force (2 February 2021) are measured by capital, older ones by
 * yearly sales. Somebody who says 2021 without a month is taken as new, since eleven of its twelve months are.
 */
export function sizeBasis({ startedYear, startedMonth }: SizeFacts): 'capital' | 'sales' | null {
  if (startedYear === null) return null
  if (startedYear !== 2021) return startedYear > 2021 ? 'capital' : 'sales'
  return startedMonth === 1 ? 'sales' : 'capital'
}

/** Size class by the rules in force on a day (ISO date); never from the number of workers. */
export function sizeOf(facts: SizeFacts, rules: readonly SizeRule[], day: string): Sizing {
  const basis = sizeBasis(facts)
  if (basis === null) return { sizeClass: null, missing: 'started', basis }
  const amount = basis === 'capital' ? facts.capital : facts.yearlySales
  if (amount === null) return { sizeClass: null, missing: basis, basis }
  const steps = rules
    .filter(
      ({ measure, validFrom, validTo }) => measure === basis && validFrom <= day && (validTo ?? '9') > day,
    )
    .sort((one, other) => one.upTo - other.upTo)
  const at = steps.findIndex(({ upTo }) => amount <= upTo)
  const found = steps[at]
  return {
    sizeClass: found?.sizeClass ?? 'large',
    basis,
    amount,
    above: (found ? steps[at - 1]?.upTo : steps.at(-1)?.upTo) ?? 0,
    upTo: found?.upTo ?? null,
    legalBasis: (found ?? steps.at(-1))?.legalBasis ?? '',
  }
}

/** Figures of a past year are measured by the rules at its end. */
export const dayOfFigures = (year: number | null, now: string): string =>
  year === null || year >= Number(now.slice(0, 4)) ? now.slice(0, 10) : `${year}-12-31`

/** Days a week that count when nobody said how many. */
export const usualTradingDays = 6

/** Yearly sales in rupiah of what an owner counts by the day, week, month or year. 52 weeks and 12 months a year. */
export function yearlySalesOf(amount: number, period: SalesPeriod, tradingDays: number | null): number {
  const times = { day: (tradingDays ?? usualTradingDays) * 52, week: 52, month: 12, year: 1 }
  return amount * times[period]
}

const bodies: readonly LegalForm[] = [
  'individual_company',
  'limited_company',
  'cv',
  'firm',
  'civil_partnership',
  'cooperative',
  'foundation',
  'association',
]

/** Why a business counts as formal; empty for an informal one. The database computes the same (`business.formality`). */
export function formalBecause(nib: string | null, legalForm: LegalForm | null): ('nib' | 'body')[] {
  const because: ('nib' | 'body')[] = []
  if (nib !== null) because.push('nib')
  if (legalForm !== null && bodies.includes(legalForm)) because.push('body')
  return because
}

export interface Workers {
  paidMen: number | null
  paidWomen: number | null
  unpaidMen: number | null
  unpaidWomen: number | null
}

export const paidOf = ({ paidMen, paidWomen }: Workers): number => (paidMen ?? 0) + (paidWomen ?? 0)
export const unpaidOf = ({ unpaidMen, unpaidWomen }: Workers): number => (unpaidMen ?? 0) + (unpaidWomen ?? 0)

/** All who work there; null while nobody was counted. */
export const workersOf = (workers: Workers): number | null =>
  [workers.paidMen, workers.paidWomen, workers.unpaidMen, workers.unpaidWomen].every(
    (count) => count === null,
  )
    ? null
    : paidOf(workers) + unpaidOf(workers)

/**
 * Status of the owner's own work in the labour force survey (Sakernas, BPS): alone (1) and helped by unpaid people (2) are
 * informal, with paid workers (3) formal. Null while nobody was counted.
 */
export function ownerWork(workers: Workers): 'alone' | 'helped' | 'employer' | null {
  if (workersOf(workers) === null) return null
  if (paidOf(workers) > 0) return 'employer'
  return unpaidOf(workers) > 1 ? 'helped' : 'alone'
}

export type FieldValue = string | number | boolean | readonly string[] | null
export interface Change {
  field: string
  before: FieldValue
  after: FieldValue
}

const same = (one: FieldValue, other: FieldValue): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())
    : one === other

/** What is different, field by field, in the order of `after`; an answer taken back is null. */
export const changesBetween = (
  before: Readonly<Record<string, FieldValue>>,
  after: Readonly<Record<string, FieldValue>>,
): Change[] =>
  Object.entries(after)
    .map(([field, value]) => ({ field, before: before[field] ?? null, after: value }))
    .filter(({ before, after }) => !same(before, after))

/** What the main owner holds: the rest of the hundred. */
export const mainShare = (others: readonly { share: number }[]): number =>
  Math.round((100 - others.reduce((sum, { share }) => sum + share, 0)) * 100) / 100
