import { query } from '#kernel/form.server.ts'
import { listSpaceRounds } from '#modules/space/allotment/office-operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const after = event.url.searchParams.get('after')
  const page = await query(event, listSpaceRounds, {
    spaceId: event.params.id,
    ...(after !== null && { after }),
  })
  return { rounds: page.items, next: page.next }
}
