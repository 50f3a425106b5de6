import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import type { Option } from '#ui/field.ts'
import {
  artForms,
  organisationKinds,
  placeTypes,
  type RegistrationKind,
  registrationKinds,
  sectors,
} from './schema.ts'

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

/** Names of the pages of questions; the owner of a group is its leader, that of an office its contact. */
export const stepNames = (kind?: RegistrationKind): string[] => [
  m.registry_step_kind(),
  m.registry_step_about(),
  m.registry_step_place(),
  ownerStepName(kind),
  m.registry_step_check(),
]

export function ownerStepName(kind?: RegistrationKind): string {
  if (kind === 'art_group') return m.registry_step_owner_art_group()
  return kind === 'organisation' ? m.registry_step_owner_organisation() : m.registry_step_owner()
}

export function ownerQuestion(kind: RegistrationKind): string {
  if (kind === 'art_group') return m.registry_question_owner_art_group()
  return kind === 'organisation' ? m.registry_question_owner_organisation() : m.registry_question_owner()
}

/** The words of a question that differ by kind, with those of a business where a kind has none of its own. */
export function wordsFor(kind: RegistrationKind, locale: Locale) {
  const word = (key: string) => translate(`registry_${key}`, undefined, locale)
  const described = kind === 'art_group' || kind === 'organisation' ? `_${kind}` : ''
  return {
    title: word(`about_${kind}`),
    name: word(`name_${kind}`),
    nameHint: word(`name_${kind}_hint`),
    description: word(`description${described}`),
    descriptionHint: word(`description${described}_hint`),
  }
}

const questionKeys: Record<string, string> = {
  kind: 'question_kind',
  sector: 'sector',
  startedYear: 'started_year',
  workers: 'workers_short',
  placeType: 'place_type',
  spot: 'spot',
  hours: 'hours',
  artForm: 'art_form',
  members: 'members',
  organisationKind: 'organisation_kind',
  regionCode: 'region',
  address: 'address',
  ownerName: 'owner_name',
  nik: 'nik',
  kk: 'kk',
  nib: 'nib',
  npwp: 'npwp',
  phone: 'phone',
}

/** The words of a question by its field, for saying which answer is wrong. */
export function questionOf(field: string, kind: RegistrationKind, locale: Locale): string {
  const words = wordsFor(kind, locale)
  if (field === 'name') return words.name
  if (field === 'description') return words.description
  const key = questionKeys[field]
  return key ? translate(`registry_${key}`, undefined, locale) : field
}
