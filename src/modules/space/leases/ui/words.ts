import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import type { LeaseState } from '../states.ts'

type List = 'lease' | 'lkind' | 'method' | 'check' | 'charge' | 'show' | 'origin'

/** A value of a lease in the reader's words. */
export const leaseWord = (list: List, value: string, locale: Locale): string =>
  translate(`market_${list}_${value}`, undefined, locale)

export const leaseTones: Record<LeaseState, 'waiting' | 'good' | 'done' | 'off' | 'bad'> = {
  offered: 'waiting',
  active: 'good',
  ended: 'done',
  declined: 'off',
  surrendered: 'off',
  revoked: 'bad',
}
export const chargeTones = { due: 'waiting', paid: 'good', waived: 'off' } as const
