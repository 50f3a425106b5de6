import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import type { Option } from '#ui/field.ts'
import { sectorName } from '../progress/labels.ts'
import { type StudyRow, variables } from './schema.ts'

/** What a study may measure, with how it is shown to readers. */
export const variableOptions = (locale: Locale): Option[] =>
  variables.map((value) => ({
    value,
    label: variableName(value, locale),
    hint: translate(`progress_study_variable_${value}_hint`, undefined, locale),
  }))

export const variableName = (value: string, locale: Locale): string =>
  translate(`progress_study_variable_${value}`, undefined, locale)

/** Column of a measure. */
export function measureName(name: string, locale: Locale): string {
  if (name === 'sells_online') return m.progress_study_sells_online({}, { locale })
  return name === 'workers_change'
    ? m.progress_study_workers_change({}, { locale })
    : variableName(name, locale)
}

/** A measure that is a word: how many more or fewer people, or whether it sells online; bands stay as they are. */
export function measureText(value: string, locale: Locale): string {
  if (value === 'yes') return m.progress_study_yes({}, { locale })
  if (value === 'no') return m.progress_study_no({}, { locale })
  return /^(same|up_|down_)/.test(value)
    ? translate(`progress_study_change_${value}`, undefined, locale)
    : value.replace(/(\d)-(\d)/, '$1–$2')
}

/** How coarse the features became, in words. */
export const generalisationText = (level: number, locale: Locale): string =>
  translate(`progress_study_level_${level}`, undefined, locale)

/** A feature of a row in words. */
export function featureText(
  feature: 'sector' | 'size' | 'started',
  row: Pick<StudyRow, 'sector' | 'size' | 'started'>,
  locale: Locale,
): string {
  const value = row[feature]
  if (feature === 'sector') return sectorName(value, locale)
  if (feature === 'size') return translate(`progress_size_${value}`, undefined, locale)
  if (value === 'unknown') return m.progress_study_unknown({}, { locale })
  return value === '-1999' ? m.progress_study_before_2000({}, { locale }) : value.replace('-', '–')
}
