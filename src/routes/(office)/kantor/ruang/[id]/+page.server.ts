import { query } from '#kernel/form.server.ts'
import { listBookings } from '#modules/space/bookings/operations.server.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, dateOf, plusDays } from '#modules/space/time.ts'
import { bookingActs } from '../booking-acts.server.ts'
import type { PageServerLoad } from './$types'

const views = ['hari', 'minggu', 'daftar'] as const

/** How many days each view shows. */
const spans = { hari: 1, minggu: 7, daftar: 14 } as const

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const { space } = await event.parent()
  const view = views.find((name) => name === searchParams.get('lihat')) ?? 'hari'
  const date = dateOf(searchParams.get('hari')) ?? dateAt(Date.now(), space.zone)
  const to = plusDays(date, spans[view] - 1)
  const [calendar, bookings, waiting] = await Promise.all([
    query(event, readCalendar, { spaceId: space.id, from: date, to }),
    query(event, listBookings, { spaceId: space.id, from: date, to, limit: 100 }),
    query(event, listBookings, { spaceId: space.id, state: 'requested', limit: 50 }),
  ])
  return {
    view,
    date,
    to,
    previous: plusDays(date, -spans[view]),
    following: plusDays(date, spans[view]),
    days: calendar.days,
    bookings: bookings.items,
    more: bookings.next !== null,
    requests: waiting.items,
  }
}

export const actions = bookingActs
