/** Lists a person picks from; the database has the same as CHECKs. Words are `profile_<list>_<value>`. */
export const legalForms = [
  'individual',
  'individual_company',
  'limited_company',
  'cv',
  'firm',
  'civil_partnership',
  'cooperative',
  'foundation',
  'association',
  'joint_group',
] as const
export type LegalForm = (typeof legalForms)[number]

export const sizeClasses = ['micro', 'small', 'medium', 'large'] as const
export type SizeClass = (typeof sizeClasses)[number]

export const salesPeriods = ['day', 'week', 'month', 'year'] as const
export type SalesPeriod = (typeof salesPeriods)[number]

export const bookkeepings = ['none', 'notes', 'book', 'app'] as const

/** Field of business of a street trader, by Permendagri 41/2012. */
export const traderGoods = ['food', 'craft', 'plants', 'animals', 'clothes', 'antiques', 'other'] as const
/** Is the place meant for street traders? (Permendagri 41/2012) */
export const sitings = ['permanent', 'temporary', 'not_designated'] as const
export const zoneColours = ['green', 'yellow', 'red'] as const
/** Traded already when the office took stock, or came later. */
export const traderCategories = ['existing', 'new'] as const

export const financeSources = [
  'own',
  'family',
  'moneylender',
  'cooperative',
  'bank',
  'kur',
  'microfinance',
  'online_lender',
  'supplier',
  'savings_group',
  'grant',
  'other',
] as const
export type FinanceSource = (typeof financeSources)[number]

/** Money that has to be paid back, and may cost something. */
const debtSources: readonly FinanceSource[] = [
  'family',
  'moneylender',
  'cooperative',
  'bank',
  'kur',
  'microfinance',
  'online_lender',
  'supplier',
  'savings_group',
  'other',
]
export const isDebt = (source: FinanceSource): boolean => debtSources.includes(source)
