import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { endMember, endUnit, readOrganisation } from '#modules/registry/organisations/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  organisation: await query(event, readOrganisation, { organisationId: event.params.organisationId }),
})

export const actions: Actions = {
  async unit(event) {
    const { locale } = event.locals
    const answer = await submit(event, endUnit)
    if (!answer.ok) return fail(answer.failure.status, answer.failure.data)
    setFlash(event, m.organisation_unit_closed({}, { locale }))
    redirect(303, href(`/kantor/lembaga/${event.params.organisationId}`, locale))
  },
  async member(event) {
    const { locale } = event.locals
    const answer = await submit(event, endMember)
    if (!answer.ok) return fail(answer.failure.status, answer.failure.data)
    setFlash(event, m.organisation_member_ended({}, { locale }))
    redirect(303, href(`/kantor/lembaga/${event.params.organisationId}`, locale))
  },
}
