import { error, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { formatDate, formatSpan } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { isOpen } from '#modules/space/bookings/states.ts'
import { readExchanges, takeBack } from '#modules/space/exchange/operations.server.ts'
import { placeName } from '#modules/space/units/words.ts'
import { loadBooking, tokenSearch, wantedOf } from './booking.server.ts'

type Event = Parameters<typeof loadBooking>[0]

/** A booking that may be swapped or given away, with the proposal that waits and those that others made. */
export async function loadExchanges(event: Event) {
  const booking = await loadBooking(event)
  const { locale } = event.locals
  if (!booking.yours || !isOpen(booking.state)) error(409, m.space_wrong_state())
  const { items } = await query(event, readExchanges, wantedOf(event))
  const open = items.filter(({ state }) => state === 'proposed')
  const day = formatDate(booking.start, locale, booking.zone, 'weekday')
  return {
    reference: booking.reference,
    when: `${placeName(booking, locale)}, ${day}, ${formatSpan(booking.start, booking.end, locale, booking.zone)}`,
    waiting: items.find(
      ({ side, endedAt, state }) => side === 'proposer' && endedAt === null && state !== 'expired',
    ),
    asked: open.filter(({ side }) => side === 'recipient'),
    search: tokenSearch(event),
    back: `${href(`/pesanan/${booking.id}`, locale)}?${tokenSearch(event)}`,
  }
}

const stay = (event: Event): string => `${event.url.pathname}?${tokenSearch(event)}`

/** Say that it was sent, on the same page. */
export function sent(event: Event, said: string): never {
  setFlash(event, said)
  redirect(303, stay(event))
}

export async function withdraw(event: Event) {
  const result = await submit(event, takeBack, wantedOf(event))
  if (!result.ok) return result.failure
  return sent(event, m.series_exchange_withdrawn_done())
}
