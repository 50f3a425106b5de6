import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { labelOf, optionsOf, ownerQuestion, wordsFor } from '../labels.ts'
import { fieldsByKind, hasOwnerPapers, registrationStates, requiredByKind } from '../rules.ts'
import type { RegistrationKind } from '../schema.ts'
import { registrationKinds } from '../schema.ts'
import type { FieldDefinition, Part, Question } from './questions.ts'

const say = (locale: Locale) => (key: string) => translate(`registry_${key}`, undefined, locale)

/** What is asked of each kind, as data: the page keeps it and asks without the office. */
export const fieldDefinition = (locale: Locale): FieldDefinition => ({
  kinds: optionsOf('kind', locale, true),
  forms: Object.fromEntries(
    registrationKinds.map((kind) => [kind, formOf(kind, locale)]),
  ) as FieldDefinition['forms'],
  states: Object.fromEntries(
    registrationStates.states.map((state) => [state, labelOf('state', state, locale)]),
  ),
  errors: errorWords(locale),
})

function formOf(kind: RegistrationKind, locale: Locale): Part[] {
  const word = say(locale)
  return [
    { title: wordsFor(kind, locale).title, questions: aboutQuestions(kind, locale) },
    {
      title: word('question_place'),
      questions: [
        { name: 'regionCode', label: word('region'), type: 'region', required: true },
        {
          name: 'address',
          label: word('address'),
          hint: word('address_hint'),
          type: 'text',
          required: true,
          maxlength: 200,
        },
        { name: 'rt', label: 'RT', type: 'number', required: false, maxlength: 3, width: 'xs' },
        { name: 'rw', label: 'RW', type: 'number', required: false, maxlength: 3, width: 'xs' },
      ],
    },
    {
      title: ownerQuestion(kind),
      questions: [
        {
          name: 'ownerName',
          label: word('owner_name'),
          hint: word('owner_name_hint'),
          type: 'text',
          required: true,
          maxlength: 100,
        },
        {
          name: 'phone',
          label: word('phone'),
          hint: word('desk_phone_hint'),
          type: 'tel',
          required: false,
          width: 'm',
        },
      ],
    },
    ...(hasOwnerPapers(kind)
      ? [{ title: word('papers_open'), folded: true, questions: paperQuestions(locale) }]
      : []),
  ]
}

function aboutQuestions(kind: RegistrationKind, locale: Locale): Question[] {
  const word = say(locale)
  const words = wordsFor(kind, locale)
  const all: Record<string, Omit<Question, 'name' | 'required'>> = {
    organisationKind: {
      label: word('organisation_kind'),
      type: 'select',
      options: optionsOf('organisation', locale),
    },
    artForm: { label: word('art_form'), type: 'select', options: optionsOf('art', locale) },
    sector: { label: word('sector'), type: 'select', options: optionsOf('sector', locale) },
    description: { label: words.description, hint: words.descriptionHint, type: 'text', maxlength: 500 },
    placeType: { label: word('place_type'), type: 'select', options: optionsOf('place', locale) },
    spot: { label: word('spot'), hint: word('spot_hint'), type: 'text', maxlength: 200 },
    hours: { label: word('hours'), hint: word('hours_hint'), type: 'text', maxlength: 100 },
    members: {
      label: word('members'),
      type: 'number',
      suffix: word('workers_unit'),
      width: 's',
      maxlength: 6,
    },
    workers: {
      label: word('workers'),
      type: 'number',
      suffix: word('workers_unit'),
      width: 's',
      maxlength: 7,
    },
    startedYear: {
      label: word('started_year'),
      hint: word('started_year_hint'),
      type: 'number',
      width: 'xs',
      maxlength: 4,
    },
  }
  const required: readonly string[] = requiredByKind[kind]
  const asked = fieldsByKind[kind].flatMap((name) => {
    const question = all[name]
    return question ? [{ ...question, name, required: required.includes(name) }] : []
  })
  return [
    { name: 'name', label: words.name, hint: words.nameHint, type: 'text', required: true, maxlength: 120 },
    ...asked,
  ]
}

const paperQuestions = (locale: Locale): Question[] =>
  ['nik', 'kk', 'nib', 'npwp'].map((name) => ({
    name,
    label: say(locale)(name),
    hint: say(locale)(`${name}_hint`),
    type: 'number',
    required: false,
    maxlength: 30,
    width: 'm',
  }))

/** Every sentence the schema may answer with, its gaps left open. */
const sentences = [
  'kernel_field_required',
  'kernel_field_too_short',
  'kernel_field_too_long',
  'kernel_field_too_small',
  'kernel_field_too_big',
  'kernel_field_choose',
  'kernel_field_wrong',
  'kernel_field_number',
  'kernel_field_wrong_kind',
  'kernel_field_wrong_format',
  'region_field_village',
  'region_field_rt',
  'registry_field_year',
  'registry_field_nik',
  'registry_field_kk',
  'registry_field_nib',
  'registry_field_npwp',
  'registry_field_consent',
  'identity_field_phone',
  'identity_field_mobile',
] as const

const errorWords = (locale: Locale): Record<string, string> => {
  const gaps = { minimum: '{minimum}', maximum: '{maximum}' }
  return Object.fromEntries(sentences.map((key) => [key, translate(key, gaps, locale)]))
}
