import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { Option } from '#ui/field.ts'
import type { BookingState } from './bookings/states.ts'
import type { Validity } from './visits/rules.ts'
import { facilityCodes, groupKinds, purposes, spaceKinds } from './words.ts'

/** The lists a person picks from. Each value's words are `space_<list>_<value>`. */
const lists = { group: groupKinds, purpose: purposes, kind: spaceKinds, facility: facilityCodes } as const
export type List = keyof typeof lists

/** A value in the reader's words. */
export const labelOf = (list: List | 'state' | 'valid' | 'segment', value: string, locale: Locale): string =>
  translate(`space_${list}_${value}`, undefined, locale)

/** Everything in a list, as options of a field. */
export const optionsOf = (list: List, locale: Locale): Option[] =>
  lists[list].map((value) => ({ value, label: labelOf(list, value, locale) }))

type Tone = 'neutral' | 'waiting' | 'info' | 'good' | 'bad' | 'done' | 'off' | 'draft' | 'busy'

/** Colour, shape and sign of a state's badge. */
export const stateTones: Record<BookingState, Tone> = {
  held: 'draft',
  requested: 'waiting',
  approved: 'good',
  checked_in: 'busy',
  completed: 'done',
  rejected: 'bad',
  cancelled: 'off',
  expired: 'off',
  no_show: 'bad',
}

export const validityTones: Record<Validity, Tone> = {
  valid: 'good',
  early: 'info',
  waiting: 'waiting',
  used: 'done',
  over: 'off',
  void: 'bad',
}
