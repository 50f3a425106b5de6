import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { Option } from '#ui/field.ts'
import { type Stall, type StallState, stallKinds, tenures } from '../schema.ts'

type List = 'kind' | 'tenure' | 'state' | 'pattern' | 'feature'

/** A value of a stall in the reader's words. */
export const stallWord = (list: List, value: string, locale: Locale): string =>
  translate(`market_${list}_${value}`, undefined, locale)

export const kindOptions = (locale: Locale): Option[] =>
  stallKinds.map((value) => ({ value, label: stallWord('kind', value, locale) }))
export const tenureOptions = (locale: Locale): Option[] =>
  tenures.map((value) => ({ value, label: stallWord('tenure', value, locale) }))

export const stallTones: Record<StallState, 'good' | 'waiting' | 'busy' | 'off' | 'neutral' | 'done'> = {
  free: 'good',
  held: 'waiting',
  taken: 'busy',
  leased: 'done',
  vacant: 'neutral',
  closed: 'off',
}

/** What a plan shows of a stall in one line, for those who hear it. */
export const stallLine = (stall: Stall, zone: string | undefined, locale: Locale): string =>
  [stall.code, stallWord('kind', stall.stallKind, locale), zone, stallWord('state', stall.state, locale)]
    .filter(Boolean)
    .join(', ')
