import { query } from '#kernel/form.server.ts'
import { listPublicRounds } from '#modules/space/allotment/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const after = event.url.searchParams.get('after')
  const page = await query(event, listPublicRounds, { ...(after !== null && { after }) })
  return { rounds: page.items, next: page.next }
}
