import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { labelOf, ownerStepName, wordsFor } from '../labels.ts'
import { fieldsByKind, hasOwnerPapers } from '../rules.ts'
import type { RegistrationKind } from '../schema.ts'

/** One answer as name and value, for "check your answers" and for the officer. */
export interface AnswerRow {
  key: string
  label: string
  text: string | number | null
}

type Value = string | number | null | undefined

/** Answers of a draft or of a recorded entry: absent and empty mean the same. */
export interface Shown {
  kind: RegistrationKind
  name?: Value
  sector?: Value
  description?: Value
  startedYear?: Value
  workers?: Value
  placeType?: Value
  spot?: Value
  hours?: Value
  artForm?: Value
  members?: Value
  organisationKind?: Value
  address?: Value
  rt?: Value
  rw?: Value
  ownerName?: Value
  nik?: Value
  kk?: Value
  nib?: Value
  npwp?: Value
}

export function aboutRows(answers: Shown, locale: Locale): AnswerRow[] {
  const words = wordsFor(answers.kind, locale)
  const picked = (list: Parameters<typeof labelOf>[0], value: Value) =>
    value ? labelOf(list, String(value), locale) : null
  const rows: Record<string, AnswerRow> = {
    organisationKind: row(
      'organisationKind',
      m.registry_organisation_kind(),
      picked('organisation', answers.organisationKind),
    ),
    artForm: row('artForm', m.registry_art_form(), picked('art', answers.artForm)),
    sector: row('sector', m.registry_sector(), picked('sector', answers.sector)),
    description: row('description', words.description, answers.description),
    placeType: row('placeType', m.registry_place_type(), picked('place', answers.placeType)),
    spot: row('spot', m.registry_spot(), answers.spot),
    hours: row('hours', m.registry_hours(), answers.hours),
    members: row('members', m.registry_members(), answers.members),
    workers: row('workers', m.registry_workers_short(), answers.workers),
    startedYear: row('startedYear', m.registry_started_year(), answers.startedYear),
  }
  return [
    row('kind', m.registry_kind(), labelOf('kind', answers.kind, locale)),
    row('name', words.name, answers.name),
    ...fieldsByKind[answers.kind].flatMap((field) => rows[field] ?? []),
  ]
}

export function placeRows(answers: Shown, place: string | undefined): AnswerRow[] {
  const rtRw = answers.rt || answers.rw ? `${answers.rt ?? '–'}/${answers.rw ?? '–'}` : null
  return [
    row('regionCode', m.registry_region(), place),
    row('address', m.registry_address(), answers.address),
    row('rtRw', m.registry_rt_rw(), rtRw),
  ]
}

export function ownerRows(answers: Shown): AnswerRow[] {
  const owner = row('ownerName', ownerStepName(answers.kind), answers.ownerName)
  if (!hasOwnerPapers(answers.kind)) return [owner]
  const numbers = [
    row('nik', m.registry_nik(), answers.nik),
    row('kk', m.registry_kk(), answers.kk),
    row('nib', m.registry_nib(), answers.nib),
    row('npwp', m.registry_npwp(), answers.npwp),
  ].filter((number) => number.text !== null)
  return [owner, ...(numbers.length > 0 ? numbers : [row('papers', m.registry_papers(), null)])]
}

const row = (key: string, label: string, value: Value): AnswerRow => ({ key, label, text: value ?? null })
