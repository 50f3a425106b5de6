import { error, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { formatDate, formatSpan } from '#kernel/format.ts'
import { href, type Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { reschedule } from '#modules/space/bookings/operations.server.ts'
import type { Booking } from '#modules/space/bookings/schema.ts'
import { isOpen } from '#modules/space/bookings/states.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, instant, millis, minute } from '#modules/space/time.ts'
import { loadBooking, tokenSearch, wantedOf } from '../booking.server.ts'
import type { Actions, PageServerLoad } from './$types'

const whenOf = (booking: Pick<Booking, 'start' | 'end' | 'zone'>, locale: Locale) =>
  `${formatDate(booking.start, locale, booking.zone, 'weekday')}, ${formatSpan(booking.start, booking.end, locale, booking.zone)}`

const lengthOf = (booking: Pick<Booking, 'start' | 'end'>) =>
  (millis(booking.end) - millis(booking.start)) / minute

export const load: PageServerLoad = async (event) => {
  const booking = await loadBooking(event)
  const { locale } = event.locals
  if (!isOpen(booking.state)) error(409, m.space_wrong_state())
  const today = dateAt(Date.now(), booking.zone)
  const asked = event.url.searchParams.get('hari') ?? ''
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : dateAt(millis(booking.start), booking.zone)
  const calendar = await query(event, readCalendar, {
    spaceId: booking.spaceSlug,
    from: day,
    to: day,
    unitId: booking.unitId,
  })
  const minutes = lengthOf(booking)
  const times = (calendar.days[0]?.starts ?? [])
    .filter(({ longest }) => longest >= minutes)
    .map(({ start }) => ({
      value: start,
      label: formatSpan(start, instant(millis(start) + minutes * minute), locale, booking.zone),
    }))
  return {
    booking,
    day,
    today,
    times,
    minutes,
    when: whenOf(booking, locale),
    dayName: formatDate(day, locale, booking.zone, 'weekday'),
    decidedAgain: calendar.space.approval === 'approved',
    token: event.url.searchParams.get('t'),
    back: `${href(`/pesanan/${booking.id}`, locale)}?${tokenSearch(event)}`,
  }
}

export const actions: Actions = {
  async default(event) {
    const booking = await loadBooking(event)
    const start = (await readForm(event)).get('start')?.[0]
    const begins = typeof start === 'string' ? millis(start) : Number.NaN
    const end = Number.isNaN(begins) ? undefined : instant(begins + lengthOf(booking) * minute)
    const result = await submit(event, reschedule, { ...wantedOf(event), ...(end !== undefined && { end }) })
    if (!result.ok) return result.failure
    setFlash(event, m.space_move_done({ when: whenOf(result.output, event.locals.locale) }))
    redirect(303, `${href(`/pesanan/${booking.id}`, event.locals.locale)}?${tokenSearch(event)}`)
  },
}
