import { formatNumber } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { labelOf } from '../../labels.ts'
import { wordOf } from '../../profile/labels.ts'
import type { Several } from './address.ts'

/** A value of a question in the reader's words. */
export function valueLabel(key: Several, value: string, locale: Locale): string {
  if (value === 'none') return m.directory_unknown({}, { locale })
  if (key === 'size' || key === 'finance') return wordOf(key, value, locale)
  if (key === 'paper') return translate(`directory_paper_${value}`, undefined, locale)
  return labelOf(key, value, locale)
}

export const questionLabels: Readonly<Record<Several, () => string>> = {
  state: m.directory_question_state,
  kind: m.directory_question_kind,
  sector: m.directory_question_sector,
  size: m.directory_question_size,
  paper: m.directory_question_paper,
  finance: m.directory_question_finance,
}

/** A count; with `more` only a bound is known: `2.000+`. */
export const countText = (count: number, more: boolean, locale: Locale): string =>
  `${formatNumber(count, locale)}${more ? '+' : ''}`
