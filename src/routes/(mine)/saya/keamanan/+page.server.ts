import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { changePassword } from '#modules/identity/security/password-operations.server.ts'
import {
  getSecurity,
  removeSecondFactor,
} from '#modules/identity/security/second-factor-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  state: await query(event, getSecurity, {}),
  withKeys: event.locals.actor.grants.length > 0,
})

export const actions: Actions = {
  async sandi(event) {
    const { locale } = event.locals
    const answer = await submit(event, changePassword)
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_password_changed({}, { locale }))
    redirect(303, href('/saya/keamanan', locale))
  },
  async lepas(event) {
    const { locale } = event.locals
    const answer = await submit(event, removeSecondFactor)
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_totp_removed({}, { locale }))
    redirect(303, href('/saya/keamanan', locale))
  },
}
