import { bookingEntry, calendarResponse } from '#modules/space/calendar/ical.server.ts'
import { loadBooking } from '../booking.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const booking = await loadBooking(event)
  return calendarResponse(bookingEntry(booking, event.locals.locale), booking.reference)
}
