import { query } from '#kernel/form.server.ts'
import { listFieldRecords } from '#modules/registry/field/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const after = event.url.searchParams.get('after') ?? undefined
  return { page: await query(event, listFieldRecords, { after }) }
}
