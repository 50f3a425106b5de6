import { absolute } from '#modules/space/bookings/links.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  return { address: absolute(`/ruang/${space.slug}/tamu`) }
}
