import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { delegate, readPosts } from '#modules/identity/delegations/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => query(event, readPosts, {})

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const answer = await submit(event, delegate)
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_delegation_saved({ name: answer.output.delegate }, { locale }))
    redirect(303, href('/kantor/admin/delegasi', locale))
  },
}
