import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { addUnit, readOrganisation } from '#modules/registry/organisations/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  organisation: await query(event, readOrganisation, { organisationId: event.params.organisationId }),
})

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const { organisationId } = event.params
    const answer = await submit(event, addUnit, { organisationId })
    if (!answer.ok) return answer.failure
    setFlash(event, m.organisation_unit_added({}, { locale }))
    redirect(303, href(`/kantor/lembaga/${organisationId}`, locale))
  },
}
