import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { readQuery } from '#kernel/query-string.ts'
import { m } from '#messages'
import { endDelegation, readDelegations } from '#modules/identity/delegations/operations.server.ts'
import { DelegationFilter } from '#modules/identity/delegations/schema.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, readDelegations, readQuery(DelegationFilter, event.url.searchParams)),
})

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const answer = await submit(event, endDelegation)
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_delegation_revoked({}, { locale }))
    redirect(303, href('/kantor/admin/delegasi', locale))
  },
}
