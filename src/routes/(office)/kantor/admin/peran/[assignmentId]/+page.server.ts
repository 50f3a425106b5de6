import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { getRole, revokeRole } from '#modules/identity/roles/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  held: await query(event, getRole, { assignmentId: event.params.assignmentId }),
})

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const answer = await submit(event, revokeRole, { assignmentId: event.params.assignmentId })
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_role_revoke_done({}, { locale }))
    redirect(303, href('/kantor/admin/peran', locale))
  },
}
