import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { absolute, passPath } from '#modules/space/bookings/links.server.ts'
import { cancel } from '#modules/space/bookings/operations.server.ts'
import { isOpen } from '#modules/space/bookings/states.ts'
import { readBookingJobs } from '#modules/space/reciprocity/operations.server.ts'
import { seriesPath } from '#modules/space/series/queries.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { loadBooking, tokenSearch, wantedOf } from './booking.server.ts'

export const load: PageServerLoad = async (event) => {
  const booking = await loadBooking(event)
  const standing = await query(event, readBookingJobs, wantedOf(event))
  const { locale } = event.locals
  const search = tokenSearch(event)
  const here = href(`/pesanan/${booking.id}`, locale)
  return {
    booking,
    isNew: event.url.searchParams.has('baru'),
    open: isOpen(booking.state) && Date.parse(booking.start) > Date.now(),
    passHref: passPath(booking.reference, locale),
    passUrl: absolute(passPath(booking.reference, locale)),
    moveHref: `${here}/pindah?${search}`,
    swapHref: booking.yours ? `${here}/tukar?${search}` : null,
    handHref: `${here}/alihkan?${search}`,
    calendarHref: `${here}/kalender.ics?${search}`,
    /** The hall is free if the event buys from local members: where the booker asks them. */
    buying: standing.reciprocity ? { href: `${here}/imbal-beli?${search}`, settled: standing.settled } : null,
    cancelAction: `?/cancel&${search}`,
    seriesHref: booking.seriesId && booking.yours ? seriesPath(booking.seriesId, locale) : null,
  }
}

export const actions: Actions = {
  async cancel(event) {
    const result = await submit(event, cancel, wantedOf(event))
    if (!result.ok) return result.failure
    setFlash(event, m.space_booking_cancelled({ reference: result.output.reference }))
    redirect(303, `${href(`/pesanan/${result.output.id}`, event.locals.locale)}?${tokenSearch(event)}`)
  },
}
