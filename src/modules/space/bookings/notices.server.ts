import type { Context } from '#kernel/context.ts'
import { formatDate, formatSpan } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { placeName } from '../units/words.ts'
import type { UnitKind } from '../words.ts'
import { absolute, managePath, passPath } from './links.server.ts'

/** What every message about a booking is made of. */
export interface NoticeFacts {
  id: string
  reference: string
  spaceName: string
  unitKind: UnitKind
  unitName: string
  zone: string
  regionCode: string
  start: string
  end: string
  bookerPhone: string | null
  bookerLocale: Locale
}

/** `Sasono Krida Warga, Sabtu, 28 November 2026, 08.00–10.00 WIB` */
export const placeAndTime = (
  facts: Pick<NoticeFacts, 'spaceName' | 'unitKind' | 'unitName' | 'zone' | 'start' | 'end'>,
  locale: Locale,
): string =>
  `${placeName(facts, locale)}, ${formatDate(facts.start, locale, facts.zone, 'weekday')}, ${formatSpan(facts.start, facts.end, locale, facts.zone)}`

const manage = (facts: NoticeFacts) => absolute(managePath(facts.id, facts.bookerLocale))
const pass = (facts: NoticeFacts) => absolute(passPath(facts.reference, facts.bookerLocale))

type Say = (facts: NoticeFacts, more: { reason: string; deadline: string }) => string

/** The text of each kind of message, in the language of who gets it. */
export const noticeTexts = {
  requested: (facts, { deadline }) =>
    m.space_notice_requested(
      {
        what: placeAndTime(facts, facts.bookerLocale),
        reference: facts.reference,
        deadline: formatDate(deadline, facts.bookerLocale, facts.zone, 'weekday'),
        link: manage(facts),
      },
      { locale: facts.bookerLocale },
    ),
  approved: (facts) =>
    m.space_notice_approved(
      { what: placeAndTime(facts, facts.bookerLocale), reference: facts.reference, link: pass(facts) },
      { locale: facts.bookerLocale },
    ),
  rejected: (facts, { reason }) =>
    m.space_notice_rejected(
      { what: placeAndTime(facts, facts.bookerLocale), reference: facts.reference, reason },
      { locale: facts.bookerLocale },
    ),
  cancelled: (facts, { reason }) =>
    m.space_notice_cancelled(
      { what: placeAndTime(facts, facts.bookerLocale), reference: facts.reference, reason },
      { locale: facts.bookerLocale },
    ),
  moved: (facts, { reason }) =>
    [
      m.space_notice_moved(
        { what: placeAndTime(facts, facts.bookerLocale), reference: facts.reference, link: manage(facts) },
        { locale: facts.bookerLocale },
      ),
      reason && m.keeper_notice_because({ reason }, { locale: facts.bookerLocale }),
    ]
      .filter(Boolean)
      .join(' '),
  expired: (facts) =>
    m.space_notice_expired(
      { what: placeAndTime(facts, facts.bookerLocale), reference: facts.reference },
      { locale: facts.bookerLocale },
    ),
  reminder: (facts) =>
    m.space_notice_reminder(
      { what: placeAndTime(facts, facts.bookerLocale), reference: facts.reference, link: pass(facts) },
      { locale: facts.bookerLocale },
    ),
} satisfies Record<string, Say>
export type Notice = keyof typeof noticeTexts

export const templateOf = (notice: Notice): string => `space.booking_${notice}`

/** Tell the booker, if there is a phone to tell it to. */
export function notify(
  ctx: Context,
  notice: Notice,
  facts: NoticeFacts,
  more: { reason?: string; deadline?: string; holdSeconds?: number } = {},
): void {
  if (facts.bookerPhone === null) return
  const { reason = '', deadline = facts.start, holdSeconds } = more
  ctx.send({
    to: { phone: facts.bookerPhone },
    locale: facts.bookerLocale,
    template: templateOf(notice),
    body: noticeTexts[notice](facts, { reason, deadline }),
    about: { type: 'booking', id: facts.id },
    region: facts.regionCode,
    ...(holdSeconds !== undefined && { holdSeconds }),
  })
}
