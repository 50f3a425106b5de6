import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { Option } from '#ui/field.ts'
import { isIncome, type ListName, lists } from './lists.ts'
import type { SectionName } from './schema.ts'

/** Folder of each section's pages. */
export const slugs: Record<SectionName, string> = {
  members: 'anggota',
  work: 'pekerjaan',
  money: 'keuangan',
  debts: 'utang',
  assets: 'aset',
  aid: 'bantuan',
  housing: 'rumah',
  moves: 'perpindahan',
  rungs: 'kesejahteraan',
}
/** The sections in the order in which one talks with a family. */
export const sectionOrder = Object.keys(slugs) as SectionName[]

export const sectionOf = (slug: string): SectionName | undefined =>
  sectionOrder.find((section) => slugs[section] === slug)

/** A value of a list in the reader's words. */
export const wordOf = (list: ListName | 'class', value: string | number, locale: Locale): string =>
  translate(`household_${list}_${value}`, undefined, locale)

export const optionsOf = (list: ListName, locale: Locale): Option[] =>
  lists[list].map((value) => ({ value, label: wordOf(list, value, locale) }))

/** Kinds of money, what comes in before what goes out. */
export const moneyOptions = (locale: Locale): Option[] =>
  lists.money.map((value) => ({
    value,
    label: wordOf('money', value, locale),
    group: translate(isIncome(value) ? 'household_income' : 'household_outgo', undefined, locale),
  }))

/** Title, way to add and empty state of a section. */
export const sectionWord = (
  section: SectionName | 'profile',
  locale: Locale,
  part?: 'add' | 'empty' | 'lead',
): string => translate(`household_section_${section}${part ? `_${part}` : ''}`, undefined, locale)

export const fieldLabel = (section: SectionName | 'profile', field: string, locale: Locale): string =>
  translate(`household_label_${section}_${field}`, undefined, locale)
