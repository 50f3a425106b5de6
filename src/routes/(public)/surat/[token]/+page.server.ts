import { query } from '#kernel/form.server.ts'
import { readLetter } from '#modules/space/leases/paper-operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { id: _, ...letter } = await query(event, readLetter, { token: event.params.token })
  return { letter }
}
