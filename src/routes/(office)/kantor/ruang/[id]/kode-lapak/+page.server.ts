import { query } from '#kernel/form.server.ts'
import { absolute } from '#modules/space/bookings/links.server.ts'
import { readPresence } from '#modules/space/presence/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const { items } = await query(event, readPresence, { spaceId: space.id })
  return {
    codes: items.map(({ unitId, code, area }) => ({ code, area, url: absolute(`/lapak/${unitId}`) })),
  }
}
