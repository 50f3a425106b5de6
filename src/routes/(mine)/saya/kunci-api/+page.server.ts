import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { listOwnKeys, revokeOwnKey } from '#modules/identity/keys/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  ...(await query(event, listOwnKeys, {})),
  now: new Date().toISOString(),
  mayMake: event.locals.actor.grants.length > 0,
})

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const answer = await submit(event, revokeOwnKey)
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_key_revoked({}, { locale }))
    redirect(303, href('/saya/kunci-api', locale))
  },
}
