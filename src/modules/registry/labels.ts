import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { Option } from '#ui/field.ts'
import { artForms, organisationKinds, placeTypes, registrationKinds, sectors } from './schema.ts'

/** The lists a person picks from. Each value's words are `registry_<list>_<value>`, an explanation `…_hint` where one helps. */
const lists = {
  kind: registrationKinds,
  sector: sectors,
  place: placeTypes,
  art: artForms,
  organisation: organisationKinds,
} as const
export type List = keyof typeof lists

/** A value in the reader's words. */
export const labelOf = (list: List | 'state', value: string, locale: Locale): string =>
  translate(`registry_${list}_${value}`, undefined, locale)

/** Everything in a list, as options of a field. */
export const optionsOf = (list: List, locale: Locale, withHints = false): Option[] =>
  lists[list].map((value) => ({
    value,
    label: labelOf(list, value, locale),
    ...(withHints && { hint: translate(`registry_${list}_${value}_hint`, undefined, locale) }),
  }))
