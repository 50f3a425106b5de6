import { formatDateTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { Exchange } from '../schema.ts'
import { exchangeWord } from './words.ts'

/** Proposals to swap or give a booking away, as staff read them in its history. */
export const exchangeHistory = (exchanges: readonly Exchange[], locale: Locale) =>
  exchanges.map((each) => {
    const instant = each.endedAt ?? each.proposedAt
    const what =
      each.kind === 'swap'
        ? m.series_exchange_history_swap()
        : m.series_exchange_history_hand({ name: each.toName ?? '' })
    return {
      key: each.id,
      title: `${what}: ${exchangeWord(each.state, locale)}`,
      instant,
      when: formatDateTime(instant, locale, each.zone),
      who: each.proposer,
      text: m.series_exchange_history_codes({ codes: each.references.join(', ') }),
      icon: 'users' as const,
    }
  })
