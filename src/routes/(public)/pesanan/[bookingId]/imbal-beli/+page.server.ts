import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { isOpen } from '#modules/space/bookings/states.ts'
import { askMember, readBookingJobs } from '#modules/space/reciprocity/operations.server.ts'
import { loadBooking, tokenSearch, wantedOf } from '../booking.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const pathOf = (event: RequestEvent, part = '') =>
  `${href(`/pesanan/${event.params.bookingId}${part}`, event.locals.locale)}?${tokenSearch(event)}`

export const load: PageServerLoad = async (event) => {
  const booking = await loadBooking(event)
  const standing = await query(event, readBookingJobs, wantedOf(event))
  const asked = new Set(standing.jobs.map(({ offerId }) => offerId))
  return {
    booking,
    standing,
    /** Those that were not asked yet, while one may still ask. */
    offers:
      isOpen(booking.state) || booking.state === 'checked_in'
        ? standing.offers.filter(({ id }) => !asked.has(id))
        : [],
    mayAsk: isOpen(booking.state) || booking.state === 'checked_in',
    bookingHref: pathOf(event),
  }
}

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, askMember, wantedOf(event))
    if (!result.ok) return result.failure
    const latest = result.output.jobs.at(-1)
    setFlash(event, m.keeper_rec_ask_done({ name: latest?.businessName ?? '' }))
    redirect(303, pathOf(event, '/imbal-beli'))
  },
}
