import { error } from '@sveltejs/kit'
import { holds } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { m } from '#messages'
import { readBooking } from '#modules/space/bookings/operations.server.ts'
import { readExchanges } from '#modules/space/exchange/operations.server.ts'
import { deciders, isDesk } from '#modules/space/policy.ts'
import { bookingActs } from '../../booking-acts.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { actor } = event.locals
  const booking = await query(event, readBooking, { bookingId: event.params.bookingId })
  // Whoever booked may read it too, but on their own page.
  if (!isDesk(actor, booking.regionCode)) error(403, { message: m.kernel_forbidden() })
  const { items: exchanges } = await query(event, readExchanges, { bookingId: booking.id })
  return {
    booking,
    exchanges,
    mayDecide: holds(actor, deciders, booking.regionCode),
    now: new Date().toISOString(),
  }
}

export const actions = bookingActs
