import { query } from '#kernel/form.server.ts'
import { readLeases } from '#modules/space/leases/operations.server.ts'
import { leaseShows } from '#modules/space/leases/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const show = leaseShows.find((one) => one === event.url.searchParams.get('lihat')) ?? 'current'
  const after = event.url.searchParams.get('after')
  const { items, next, counts } = await query(event, readLeases, {
    spaceId: space.id,
    show,
    ...(after && { after }),
  })
  return { show, leases: items, next, counts }
}
