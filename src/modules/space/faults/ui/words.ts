import { formatNumber } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import type { Option } from '#ui/field.ts'
import { faultNatures, faultThings } from '../rules.ts'
import type { Fault } from '../schema.ts'
import type { FaultState } from '../states.ts'

export const thingOf = (thing: string, locale: Locale): string =>
  translate(`keeper_thing_${thing}`, undefined, locale)
export const stateOf = (state: FaultState, locale: Locale): string =>
  translate(`keeper_fault_state_${state}`, undefined, locale)

export const faultTones: Record<FaultState, 'waiting' | 'busy' | 'done' | 'off'> = {
  open: 'waiting',
  assigned: 'busy',
  done: 'done',
  declined: 'off',
}

/** `Toilet rusak, Lantai 2` */
export function faultName(
  { thing, nature, unitName }: Pick<Fault, 'thing' | 'nature' | 'unitName'>,
  locale: Locale,
): string {
  const what = thingOf(thing, locale)
  const name =
    nature === 'broken'
      ? m.keeper_fault_broken({ what }, { locale })
      : m.keeper_fault_missing({ what }, { locale })
  return unitName ? `${name}, ${unitName}` : name
}

/** `12 orang meminta, sudah 34 hari` */
export const askedWords = ({ asked, days }: Pick<Fault, 'asked' | 'days'>, locale: Locale): string =>
  m.keeper_fault_asked({ count: formatNumber(asked, locale), days: formatNumber(days, locale) }, { locale })

export const thingOptions = (locale: Locale): Option[] =>
  faultThings.map((value) => ({ value, label: thingOf(value, locale) }))
export const natureOptions = (): Option[] =>
  faultNatures.map((value) => ({
    value,
    label: value === 'broken' ? m.keeper_fault_nature_broken() : m.keeper_fault_nature_missing(),
  }))
