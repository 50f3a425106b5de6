import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { questionOf } from '../labels.ts'
import type { Column } from './columns.ts'

/** Words of their own: the question on the registration page says more than a column's name. */
const own: readonly Column[] = [
  'kind',
  'ownerName',
  'description',
  'village',
  'district',
  'regency',
  'regionCode',
  'rt',
  'rw',
  'rtRw',
  'capital',
  'monthlySales',
  'yearlySales',
]
const snake = (column: string) => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A column of lists in the reader's words. */
export const columnLabel = (column: Column, locale: Locale): string =>
  own.includes(column)
    ? translate(`sheets_column_${snake(column)}`, undefined, locale)
    : questionOf(column, 'business', locale)
