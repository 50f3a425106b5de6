import { query } from '#kernel/form.server.ts'
import { searchSpaces } from '#modules/space/calendar/operations.server.ts'
import type { PageServerLoad } from './$types'

/** From the front page a space is one tap away. */
export const load: PageServerLoad = async (event) => {
  const { items } = await query(event, searchSpaces, { limit: 3 })
  event.locals.tags.add('spaces')
  return { spaces: items }
}
