import type { RequestEvent } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import { readBooking } from '#modules/space/bookings/operations.server.ts'

/** Which booking a page is about: by the signed link, or as somebody who may see it. */
export function wantedOf(event: Pick<RequestEvent, 'params' | 'url'>) {
  const token = event.url.searchParams.get('t')
  return { bookingId: event.params.bookingId ?? '', ...(token !== null && { token }) }
}

export const loadBooking = (event: RequestEvent) => query(event, readBooking, wantedOf(event))

/** The same token for a page below this one. */
export const tokenSearch = (event: Pick<RequestEvent, 'url'>): string => {
  const token = event.url.searchParams.get('t')
  return token === null ? '' : `t=${encodeURIComponent(token)}`
}
