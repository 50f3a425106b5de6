import { coerce } from '#kernel/coerce.ts'
import { query } from '#kernel/form.server.ts'
import { searchSpaces } from '#modules/space/calendar/operations.server.ts'
import { SpaceSearch } from '#modules/space/calendar/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const fields = new Map([...event.url.searchParams].map(([name, value]) => [name, [value]]))
  // A filter that cannot be read is left out, not an error page: somebody mistyped an address.
  const typed = SpaceSearch.safeParse(coerce(SpaceSearch, fields, 'people'))
  const page = await query(event, searchSpaces, typed.success ? typed.data : {})
  event.locals.tags.add('spaces')
  for (const space of page.items) event.locals.tags.add(`space:${space.id}`)
  return { spaces: page.items, next: page.next }
}
