import { query } from '#kernel/form.server.ts'
import { listFaultCases } from '#modules/space/faults/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const spaceId = event.params.id
  const [running, closed] = await Promise.all([
    query(event, listFaultCases, { spaceId, state: 'running', limit: 100 }),
    query(event, listFaultCases, { spaceId, state: 'closed', limit: 20 }),
  ])
  return { running: running.items, closed: closed.items }
}
