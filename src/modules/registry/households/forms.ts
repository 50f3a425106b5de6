import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { Option } from '#ui/field.ts'
import { fieldLabel, moneyOptions, optionsOf, wordOf } from './labels.ts'
import type { ListName } from './lists.ts'
import { holds } from './rules.ts'
import type { HouseholdFile, SectionName } from './schema.ts'

/** One question of a form, as the design system's Field takes it. */
export interface Question {
  name: string
  label: string
  hint?: string
  type: 'text' | 'number' | 'select' | 'radio' | 'checkbox'
  options?: Option[]
  required: boolean
  /** A date as people remember it: shown as they type it. */
  moment?: true
  prefix?: string
  suffix?: string
  maxlength?: number
  width?: 'xs' | 's' | 'm'
}

/** How a field is asked: a text, an amount, a count with its unit, a date as it is remembered, a list. */
type Asked =
  | { as: 'text'; most: number }
  | { as: 'amount' }
  | { as: 'count'; unit?: string }
  | { as: 'moment' }
  | { as: 'flag' }
  | { as: 'list'; list: ListName; radio?: true }
  | { as: 'money' }
  | { as: 'member' }
  | { as: 'decile' }
  | { as: 'helper' }

interface Spec {
  name: string
  asked: Asked
  required?: true
  hint?: true
}
const text = (most: number): Asked => ({ as: 'text', most })
const list = (name: ListName, radio?: true): Asked => ({ as: 'list', list: name, ...(radio && { radio }) })
const moment: Asked = { as: 'moment' }
const amount: Asked = { as: 'amount' }
const member: Asked = { as: 'member' }

/** The questions of each section, in the order they are asked. Region and person have pickers of their own. */
const specs: Record<SectionName, readonly Spec[]> = {
  members: [
    { name: 'name', asked: text(100), required: true, hint: true },
    { name: 'relation', asked: list('relation'), required: true },
    { name: 'sex', asked: list('sex', true) },
    { name: 'birthYear', asked: { as: 'count' }, hint: true },
    { name: 'dependant', asked: { as: 'flag' }, hint: true },
    { name: 'since', asked: moment },
  ],
  moves: [
    { name: 'fromPlace', asked: text(200), hint: true },
    { name: 'since', asked: moment, required: true },
    { name: 'why', asked: list('why'), required: true },
  ],
  housing: [
    { name: 'since', asked: moment, required: true, hint: true },
    { name: 'tenure', asked: list('tenure'), required: true },
    { name: 'floorArea', asked: { as: 'count', unit: 'm²' } },
    { name: 'floor', asked: list('floor') },
    { name: 'wall', asked: list('wall') },
    { name: 'water', asked: list('water') },
    { name: 'electricity', asked: list('electricity') },
    { name: 'toilet', asked: list('toilet') },
    { name: 'fuel', asked: list('fuel') },
  ],
  work: [
    { name: 'memberId', asked: member, required: true },
    { name: 'occupation', asked: text(120), required: true, hint: true },
    { name: 'status', asked: list('status'), required: true, hint: true },
    { name: 'place', asked: text(200) },
    { name: 'hours', asked: { as: 'count', unit: 'household_unit_hours' } },
    { name: 'since', asked: moment, required: true },
  ],
  money: [
    { name: 'kind', asked: { as: 'money' }, required: true },
    { name: 'amount', asked: amount, required: true, hint: true },
    { name: 'memberId', asked: member },
    { name: 'since', asked: moment, required: true },
    { name: 'note', asked: text(200) },
  ],
  assets: [
    { name: 'kind', asked: list('asset'), required: true },
    { name: 'description', asked: text(200) },
    { name: 'value', asked: amount, hint: true },
    { name: 'since', asked: moment },
  ],
  debts: [
    { name: 'lenderKind', asked: list('lender'), required: true, hint: true },
    { name: 'lenderName', asked: text(120) },
    { name: 'purpose', asked: list('purpose'), required: true },
    { name: 'since', asked: moment, required: true },
    { name: 'principal', asked: amount, required: true },
    { name: 'received', asked: amount, hint: true },
    { name: 'instalment', asked: amount, required: true },
    { name: 'period', asked: list('period', true), required: true },
    { name: 'term', asked: { as: 'count', unit: 'household_unit_times' }, required: true, hint: true },
    { name: 'memberId', asked: member },
  ],
  aid: [
    { name: 'kind', asked: list('aid'), required: true },
    { name: 'organisationId', asked: { as: 'helper' } },
    { name: 'institution', asked: text(120), hint: true },
    { name: 'what', asked: text(200) },
    { name: 'amount', asked: amount },
    { name: 'memberId', asked: member },
    { name: 'since', asked: moment, required: true },
  ],
  rungs: [
    { name: 'source', asked: list('source', true), required: true },
    { name: 'decile', asked: { as: 'decile' }, hint: true },
    { name: 'rung', asked: list('rung'), hint: true },
    { name: 'basis', asked: text(300), hint: true },
    { name: 'since', asked: moment, required: true },
  ],
}

export interface Asking {
  file: Pick<HouseholdFile, 'records'>
  locale: Locale
  /** Organisations that may have given aid. */
  helpers?: readonly { id: string; name: string }[]
  /** In a correction, sealed fields that were not opened may stay empty: they are kept. */
  sealedKept?: boolean
}

/** The questions of a section. */
export function questionsOf(section: SectionName, asking: Asking): Question[] {
  const shown = specs[section].filter(
    ({ asked }) => asked.as !== 'helper' || (asking.helpers ?? []).length > 0,
  )
  return shown.map((spec) => questionOf(section, spec, asking))
}

const sealed: readonly string[] = ['principal', 'received', 'instalment']

function questionOf(section: SectionName, { name, asked, required, hint }: Spec, asking: Asking): Question {
  const { locale } = asking
  const word = (key: string) => translate(key, undefined, locale)
  const kept = asking.sealedKept === true && sealed.includes(name)
  const hintKey = kept ? 'household_sealed_kept' : hint ? `household_hint_${section}_${name}` : undefined
  const base = {
    name,
    label: fieldLabel(section, name, locale),
    required: required === true && !kept,
    ...(hintKey && { hint: word(hintKey) }),
  }
  switch (asked.as) {
    case 'text':
      return { ...base, type: 'text', maxlength: asked.most }
    case 'amount':
      return { ...base, type: 'number', prefix: 'Rp', width: 'm', maxlength: 20 }
    case 'count':
      return {
        ...base,
        type: 'number',
        width: 's',
        maxlength: 6,
        ...(asked.unit && { suffix: asked.unit.startsWith('household_') ? word(asked.unit) : asked.unit }),
      }
    case 'moment':
      return {
        ...base,
        type: 'text',
        moment: true,
        width: 'm',
        maxlength: 20,
        hint: base.hint ?? word('household_moment_hint'),
      }
    case 'flag':
      return { ...base, type: 'checkbox', required: false }
    case 'list':
      return { ...base, type: asked.radio ? 'radio' : 'select', options: optionsOf(asked.list, locale) }
    case 'money':
      return { ...base, type: 'select', options: moneyOptions(locale) }
    case 'member':
      return { ...base, type: 'select', options: memberOptions(asking) }
    case 'decile':
      return { ...base, type: 'select', options: decileOptions(locale) }
    case 'helper':
      return {
        ...base,
        type: 'select',
        options: (asking.helpers ?? []).map(({ id, name: label }) => ({ value: id, label })),
      }
  }
}

const memberOptions = ({ file }: Asking): Option[] =>
  file.records.members.filter(holds).map(({ id, name }) => ({ value: id, label: name ?? '' }))

/** `3 – Hampir miskin`; from six on DTSEN has no names. */
const decileOptions = (locale: Locale): Option[] =>
  Array.from({ length: 10 }, (_, index) => index + 1).map((decile) => ({
    value: String(decile),
    label: `${decile} – ${wordOf('rung', Math.min(decile, 6), locale)}`,
  }))
