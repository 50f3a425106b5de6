import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { Option } from '#ui/field.ts'
import { ageGroups, guestPurposes, sexes } from './schema.ts'

const lists = { purpose: guestPurposes, sex: sexes, age: ageGroups } as const

/** What a guest picked, in the reader's words. */
export const guestWord = (list: keyof typeof lists, value: string, locale: Locale): string =>
  translate(`cowork_${list}_${value}`, undefined, locale)

export const guestOptions = (list: keyof typeof lists, locale: Locale): Option[] =>
  lists[list].map((value) => ({ value, label: guestWord(list, value, locale) }))
