import { SpaceBookings } from '#modules/space/bookings/schema.ts'
import { dateOf } from '#modules/space/time.ts'

/**
 * What the address asks for; anything unreadable is as if not asked. Without a date the list begins today, unless something
 * is searched for: who looks for a name looks in all of the past too.
 */
export function filterOf(search: URLSearchParams, today?: string) {
  const q = search.get('q')?.trim().slice(0, 100) || undefined
  const from = dateOf(search.get('dari')) ?? (search.has('dari') || q !== undefined ? undefined : today)
  return {
    q,
    state: SpaceBookings.shape.state.safeParse(search.get('keadaan') || undefined).data,
    from,
    to: dateOf(search.get('sampai')),
  }
}
