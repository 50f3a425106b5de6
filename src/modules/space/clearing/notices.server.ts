import type { Context } from '#kernel/context.ts'
import { formatDate, formatDateTime, formatSpan } from '#kernel/format.ts'
import { href, type Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { absolute } from '../bookings/links.server.ts'
import { placeAndTime } from '../bookings/notices.server.ts'
import type { FoundBooking } from '../bookings/queries.server.ts'
import { offerToken } from './queries.server.ts'
import type { WishRow } from './wish-schema.ts'

export const offerPath = (lossId: string, locale: Locale): string =>
  href(`/ruang/ganti/${lossId}?t=${offerToken(lossId)}`, locale)

type WishFacts = WishRow & { bookerLocale: Locale }

interface Told {
  lossId: string
  booking: FoundBooking
  title: string
}

/** Their time goes to an event: other times, until when, and where to take one. */
export function tellCleared(
  ctx: Context,
  { lossId, booking, title }: Told,
  { others, deadline }: { others: readonly { start: string; end: string }[]; deadline: string },
): void {
  const { bookerPhone, bookerLocale: locale, zone } = booking
  if (bookerPhone === null) return
  const times = others.map(
    ({ start, end }) =>
      `${formatDate(start, locale, zone, 'weekday')} ${formatSpan(start, end, locale, zone)}`,
  )
  const facts = {
    what: placeAndTime(booking, locale),
    reference: booking.reference,
    event: title,
    link: absolute(offerPath(lossId, locale)),
    deadline: formatDateTime(deadline, locale, zone),
    times: times.join('; '),
  }
  ctx.send({
    to: { phone: bookerPhone },
    locale,
    template: 'space.booking_cleared',
    body:
      times.length > 0
        ? m.cowork_notice_cleared(facts, { locale })
        : m.cowork_notice_cleared_full(facts, { locale }),
    about: { type: 'booking', id: booking.id },
    region: booking.regionCode,
  })
}

/** The event does not take place there: they may have their time back first. */
export function tellFree(ctx: Context, { lossId, booking, title }: Told, until: string): void {
  const { bookerPhone, bookerLocale: locale, zone } = booking
  if (bookerPhone === null) return
  ctx.send({
    to: { phone: bookerPhone },
    locale,
    template: 'space.booking_free_again',
    body: m.cowork_notice_free(
      {
        what: placeAndTime(booking, locale),
        event: title,
        until: formatDateTime(until, locale, zone),
        link: absolute(offerPath(lossId, locale)),
      },
      { locale },
    ),
    about: { type: 'booking', id: booking.id },
    region: booking.regionCode,
  })
}

/** The day of a long hire: gone to an event, or theirs again. */
export function tellHolder(
  ctx: Context,
  lease: { id: string; phone: string | null; place: string; day: string; regionCode: string; title: string },
  what: 'cleared' | 'free',
): void {
  if (lease.phone === null) return
  const locale = 'id'
  const facts = {
    place: lease.place,
    day: formatDate(lease.day, locale, 'Asia/Jakarta', 'weekday'),
    event: lease.title,
  }
  ctx.send({
    to: { phone: lease.phone },
    locale,
    template: `space.lease_day_${what}`,
    body:
      what === 'cleared'
        ? m.cowork_notice_day_cleared(facts, { locale })
        : m.cowork_notice_day_free(facts, { locale }),
    about: { type: 'lease', id: lease.id },
    region: lease.regionCode,
  })
}

/** Whoever asked for all of the space: that staff will decide and until when, or that it was refused and why. */
export function tellWish(ctx: Context, what: 'asked' | 'rejected', wish: WishFacts, link: string): void {
  const { bookerLocale: locale, zone } = wish
  const facts = {
    what: placeAndTime(wish, locale),
    event: wish.title,
    deadline: formatDate(wish.deadline, locale, zone, 'weekday'),
    reason: wish.reason ?? '',
    link: absolute(link),
  }
  ctx.send({
    to: { phone: wish.bookerPhone },
    locale,
    template: `space.clearing_wish_${what}`,
    body:
      what === 'asked'
        ? m.cowork_notice_wish_asked(facts, { locale })
        : m.cowork_notice_wish_rejected(facts, { locale }),
    about: { type: 'clearing_wish', id: wish.id },
    region: wish.regionCode,
  })
}
