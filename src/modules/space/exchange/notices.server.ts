import type { Context } from '#kernel/context.ts'
import { formatDateTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { absolute, managePath } from '../bookings/links.server.ts'
import { type NoticeFacts, placeAndTime } from '../bookings/notices.server.ts'
import type { FoundBooking } from '../bookings/queries.server.ts'
import { answerPath } from './queries.server.ts'

type Kind = 'offered' | 'accepted' | 'given' | 'declined'

function tell(
  ctx: Context,
  kind: Kind,
  to: { phone: string | null; locale: Locale },
  body: string,
  about: { id: string; regionCode: string },
): void {
  if (to.phone === null) return
  const { id, regionCode: region } = about
  ctx.send({
    to: { phone: to.phone },
    locale: to.locale,
    template: `space.exchange_${kind}`,
    body,
    about: { type: 'exchange', id },
    region,
  })
}

const bookerOf = (booking: NoticeFacts) => ({ phone: booking.bookerPhone, locale: booking.bookerLocale })

/** Ask the other, with the link that only they get. */
export function tellOffered(
  ctx: Context,
  exchange: { id: string; expiresAt: string; proposer: string },
  booking: FoundBooking,
  to: { other: FoundBooking } | { name: string; phone: string },
): void {
  const locale = 'other' in to ? to.other.bookerLocale : ctx.locale
  const facts = {
    who: exchange.proposer,
    what: placeAndTime(booking, locale),
    until: formatDateTime(exchange.expiresAt, locale, booking.zone),
    link: absolute(answerPath(exchange.id, locale)),
  }
  const body =
    'other' in to
      ? m.series_swap_notice_offered({ ...facts, yours: placeAndTime(to.other, locale) }, { locale })
      : m.series_hand_notice_offered({ ...facts, name: to.name }, { locale })
  const phone = 'other' in to ? to.other.bookerPhone : to.phone
  tell(ctx, 'offered', { phone, locale }, body, { id: exchange.id, regionCode: booking.regionCode })
}

/** It is done: this is what they have now, with a new code and a new link. */
export function tellAccepted(ctx: Context, exchangeId: string, booking: FoundBooking): void {
  const locale = booking.bookerLocale
  const facts = {
    what: placeAndTime(booking, locale),
    reference: booking.reference,
    link: absolute(managePath(booking.id, locale)),
  }
  const body =
    booking.state === 'requested'
      ? m.series_exchange_notice_requested(facts, { locale })
      : m.series_exchange_notice_accepted(facts, { locale })
  tell(ctx, 'accepted', bookerOf(booking), body, { id: exchangeId, regionCode: booking.regionCode })
}

/** Whoever gave it away is told that it is no longer theirs; whoever was declined, that theirs stays. */
export function tellProposer(
  ctx: Context,
  kind: 'given' | 'declined',
  exchange: { id: string; toName: string | null; booking: FoundBooking },
): void {
  const { booking } = exchange
  const locale = booking.bookerLocale
  const what = placeAndTime(booking, locale)
  const body =
    kind === 'given'
      ? m.series_hand_notice_given({ name: exchange.toName ?? '', what }, { locale })
      : m.series_exchange_notice_declined({ what }, { locale })
  tell(ctx, kind, bookerOf(booking), body, { id: exchange.id, regionCode: booking.regionCode })
}
