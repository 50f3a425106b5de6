import { query } from '#kernel/form.server.ts'
import { listFaultCases } from '#modules/space/faults/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const after = event.url.searchParams.get('after') ?? undefined
  return query(event, listFaultCases, { state: 'running', limit: 50, after })
}
