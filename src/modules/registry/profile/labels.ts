import { formatDate, formatMoney, formatNumber } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { Option } from '#ui/field.ts'
import { labelOf } from '../labels.ts'
import { channels } from '../progress/schema.ts'
import {
  bookkeepings,
  financeSources,
  legalForms,
  salesPeriods,
  sitings,
  sizeClasses,
  traderCategories,
  traderGoods,
  zoneColours,
} from './lists.ts'
import type { FieldValue } from './rules.ts'

const lists = {
  legal: legalForms,
  size: sizeClasses,
  period: salesPeriods,
  channel: channels,
  books: bookkeepings,
  goods: traderGoods,
  siting: sitings,
  zone: zoneColours,
  trader: traderCategories,
  finance: financeSources,
  sex: ['female', 'male'],
} as const
export type ProfileList = keyof typeof lists

/** A value in the reader's words. */
export const wordOf = (
  list: ProfileList | 'section' | 'permit' | 'located',
  value: string,
  locale: Locale,
): string => translate(`profile_${list}_${value}`, undefined, locale)

const hinted: readonly ProfileList[] = ['legal', 'zone', 'siting', 'trader']

/** Everything in a list, as options of a field; with an explanation where the words alone do not say enough. */
export const optionsOf = (list: ProfileList, locale: Locale): Option[] =>
  lists[list].map((value) => ({
    value,
    label: wordOf(list, value, locale),
    ...(hinted.includes(list) && { hint: translate(`profile_${list}_${value}_hint`, undefined, locale) }),
  }))

/** The words of a field, as on forms, in the record and in its history. */
export const fieldLabel = (field: string, locale: Locale): string =>
  translate(
    `profile_field_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    undefined,
    locale,
  )

const listOf: Readonly<Record<string, ProfileList | 'located' | 'permit'>> = {
  legalForm: 'legal',
  sizeClass: 'size',
  salesPeriod: 'period',
  financePeriod: 'period',
  channels: 'channel',
  bookkeeping: 'books',
  goods: 'goods',
  siting: 'siting',
  zoneColour: 'zone',
  traderCategory: 'trader',
  locatedBy: 'located',
  ownerSex: 'sex',
  permitKind: 'permit',
  financeSource: 'finance',
}
const registryListOf = { sector: 'sector', placeType: 'place', artForm: 'art' } as const
const isRegistryList = (field: string): field is keyof typeof registryListOf => field in registryListOf
const money = ['capital', 'salesAmount', 'yearlySales']
/** Numbers that are names: a year has no marks of thousands. */
const plain = ['startedYear', 'figuresYear', 'kbliCode', 'latitude', 'longitude']

/** A value of a field as a person reads it; undefined when there is none. */
export function valueText(field: string, value: FieldValue, locale: Locale): string | undefined {
  if (value === null || value === '') return undefined
  if (typeof value === 'boolean') return translate(value ? 'profile_yes' : 'profile_no', undefined, locale)
  if (typeof value === 'number') return numberText(field, value, locale)
  if (typeof value === 'string') return wordText(field, value, locale)
  return value.length === 0 ? undefined : value.map((one) => wordText(field, one, locale)).join(', ')
}

function numberText(field: string, value: number, locale: Locale): string {
  if (field === 'startedMonth') return monthName(value, locale)
  if (money.includes(field)) return formatMoney(value)
  return plain.includes(field) ? String(value) : formatNumber(value, locale, 2)
}

function wordText(field: string, value: string, locale: Locale): string {
  const list = listOf[field]
  if (value === 'sealed') return translate('profile_sealed', undefined, locale)
  if (list) return wordOf(list, value, locale)
  if (isRegistryList(field)) return labelOf(registryListOf[field], value, locale)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, locale) : value
}

export const monthName = (month: number, locale: Locale): string =>
  formatDate(`2026-${String(month).padStart(2, '0')}-01`, locale, 'UTC', 'month').replace(/ 2026$/, '')
