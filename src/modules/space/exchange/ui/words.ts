import { formatDate, formatSpan } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { Exchange } from '../schema.ts'

const words = {
  proposed: m.series_exchange_state_proposed,
  accepted: m.series_exchange_state_accepted,
  declined: m.series_exchange_state_declined,
  withdrawn: m.series_exchange_state_withdrawn,
  expired: m.series_exchange_state_expired,
  over: m.series_exchange_state_over,
} satisfies Record<Exchange['state'], unknown>

export const exchangeWord = (state: Exchange['state'], locale: Locale): string => words[state]({}, { locale })

export const exchangeTones = {
  proposed: 'waiting',
  accepted: 'good',
  declined: 'bad',
  withdrawn: 'off',
  expired: 'off',
  over: 'off',
} as const satisfies Record<Exchange['state'], string>

/** `Sabtu, 28 November 2026, 08.00–10.00 WIB`, with the part of the space when it is not all of it. */
export function sideWords(
  exchange: Pick<Exchange, 'zone'>,
  side: Exchange['time'] | null,
  locale: Locale,
): string {
  if (side === null) return ''
  const when = `${formatDate(side.start, locale, exchange.zone, 'weekday')}, ${formatSpan(side.start, side.end, locale, exchange.zone)}`
  return side.unitKind === 'whole' ? when : `${when} (${side.unitName})`
}
