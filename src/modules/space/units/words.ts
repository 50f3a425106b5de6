import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import type { Option } from '#ui/field.ts'
import type { UnitKind } from '../words.ts'
import { partKinds, type Unit, type UnitState } from './schema.ts'

export const kindWord = (kind: UnitKind, locale: Locale): string =>
  translate(`cowork_kind_${kind}`, undefined, locale)

export const partKindOptions = (locale: Locale): Option[] =>
  partKinds.map((value) => ({ value, label: kindWord(value, locale) }))

export const unitStateWord = (state: UnitState, locale: Locale): string =>
  translate(`cowork_state_${state}`, undefined, locale)

/** Colour, shape and sign beside the word. */
export const unitStateTones = {
  free: 'good',
  held: 'draft',
  waiting: 'waiting',
  taken: 'busy',
  closed: 'off',
} as const satisfies Record<UnitState, string>

/** `Kursi K-1` of a part that has only a code; a name of its own stands alone. */
export const partName = (kind: UnitKind, name: string, locale: Locale): string => {
  if (kind === 'whole') return m.cowork_kind_whole({}, { locale })
  return /^[A-Z0-9][A-Z0-9.-]{0,11}$/.test(name) ? `${kindWord(kind, locale)} ${name}` : name
}

/** Where a booking is: the space, and which part of it when it is not all of it. */
export const placeName = (
  booking: { spaceName: string; unitKind: UnitKind; unitName: string },
  locale: Locale,
): string =>
  booking.unitKind === 'whole'
    ? booking.spaceName
    : `${partName(booking.unitKind, booking.unitName, locale)}, ${booking.spaceName}`

/** Areas with what lies in them, in order; what lies in none, by itself. Areas count how many of theirs are free. */
export interface Group {
  area: Unit | null
  parts: Unit[]
  free: number
}

export function groupsOf(units: readonly Unit[]): Group[] {
  const parts = units.filter(({ kind }) => kind !== 'area')
  const group = (area: Unit | null): Group => {
    const own = parts.filter(({ parentId }) => parentId === (area?.id ?? null))
    return { area, parts: own, free: own.filter(({ state }) => state === 'free').length }
  }
  return [group(null), ...units.filter(({ kind }) => kind === 'area').map(group)].filter(
    ({ area, parts: own }) => area !== null || own.length > 0,
  )
}
