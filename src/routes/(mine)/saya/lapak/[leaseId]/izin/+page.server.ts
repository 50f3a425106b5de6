import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { readLease, surrender } from '#modules/space/leases/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  file: await query(event, readLease, { leaseId: event.params.leaseId }),
})

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, surrender, { leaseId: event.params.leaseId })
    if (!result.ok) return result.failure
    setFlash(event, m.market_surrendered())
    redirect(303, event.url.pathname)
  },
}
