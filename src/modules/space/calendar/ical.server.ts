import ical, { ICalEventStatus } from 'ical-generator'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { absolute } from '../bookings/links.server.ts'
import type { Booking } from '../bookings/schema.ts'
import { labelOf } from '../labels.ts'
import { placeName } from '../units/words.ts'
import type { CalendarDay } from './schema.ts'

/** Times in UTC: every calendar program shows them in its own zone, and Indonesia has no daylight saving. */
const calendarOf = (name: string, url: string) =>
  ical({ name, url, prodId: { company: 'Berdaya', product: 'Ruang', language: 'ID' } })

interface Place {
  id: string
  slug: string
  name: string
  address: string
}

/** RFC 5545 feed of a space or one unit of it: what is taken or closed, without saying by whom, unless a group agreed to be named. */
export function spaceFeed(
  space: Place,
  days: readonly CalendarDay[],
  locale: Locale,
  unit?: { id: string; name: string },
): string {
  const url = absolute(`/ruang/${space.slug}`)
  const calendar = calendarOf([space.name, unit?.name].filter(Boolean).join(', '), url)
  const shown = days
    .flatMap((day) => day.segments)
    .filter(({ kind }) => ['taken', 'waiting', 'closed'].includes(kind))
  for (const { start, end, kind, label } of shown)
    calendar.createEvent({
      id: `${unit?.id ?? space.id}-${start}@berdaya`,
      start: new Date(start),
      end: new Date(end),
      summary:
        label ??
        (kind === 'closed' ? m.space_feed_closed({}, { locale }) : m.space_feed_taken({}, { locale })),
      status: kind === 'waiting' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      location: [unit?.name, space.name, space.address].filter(Boolean).join(', '),
      url,
    })
  return calendar.toString()
}

/** One booking as a calendar entry; a later version of it replaces the earlier one in the reader's calendar. */
export function bookingEntry(booking: Booking, locale: Locale): string {
  const url = absolute(`/ruang/${booking.spaceSlug}`)
  const calendar = calendarOf(booking.spaceName, url)
  calendar.createEvent({
    id: `${booking.id}@berdaya`,
    sequence: booking.version,
    start: new Date(booking.start),
    end: new Date(booking.end),
    summary: `${placeName(booking, locale)}: ${labelOf('purpose', booking.purpose, locale)}`,
    description: `${m.space_booking_reference({}, { locale })} ${booking.reference}`,
    location: placeName(booking, locale),
    status:
      booking.state === 'requested'
        ? ICalEventStatus.TENTATIVE
        : booking.state === 'approved' || booking.state === 'checked_in' || booking.state === 'completed'
          ? ICalEventStatus.CONFIRMED
          : ICalEventStatus.CANCELLED,
    url,
  })
  return calendar.toString()
}

/** The answer that calendar programs expect. */
export const calendarResponse = (body: string, filename: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="${filename}.ics"`,
      'cache-control': 'no-cache',
    },
  })
