import { SpaceBookings } from '#modules/space/bookings/schema.ts'
import { dateOf } from '../../read-address.ts'

/** What the address asks for; anything unreadable is as if not asked. A phone is searched as it is kept. */
export function filterOf(search: URLSearchParams) {
  const from = dateOf(search.get('dari'))
  const to = dateOf(search.get('sampai'))
  return {
    q: search.get('q')?.trim().slice(0, 100) || undefined,
    state: SpaceBookings.shape.state.safeParse(search.get('keadaan') || undefined).data,
    from,
    to,
  }
}
