import { query } from '#kernel/form.server.ts'
import { listBookings } from '#modules/space/bookings/operations.server.ts'
import type { PageServerLoad } from './$types'
import { filterOf } from './filter.ts'

export const load: PageServerLoad = async (event) => {
  const { today } = await event.parent()
  const filter = filterOf(event.url.searchParams, today)
  const after = event.url.searchParams.get('after') ?? undefined
  const { items, next } = await query(event, listBookings, {
    ...filter,
    spaceId: event.params.id,
    after,
    limit: 25,
  })
  return { bookings: items, next, filter }
}
