import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href, localeOf } from '#kernel/locale.ts'
import { m } from '#messages'
import { changeProfile, getMe } from '#modules/identity/accounts/own-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  me: await query(event, getMe, {}),
  withKeys: event.locals.actor.grants.length > 0,
})

export const actions: Actions = {
  async default(event) {
    const answer = await submit(event, changeProfile)
    if (!answer.ok) return answer.failure
    // The page goes on in the language just chosen.
    const locale = localeOf(answer.output.locale)
    setFlash(event, m.identity_saved({}, { locale }))
    redirect(303, href('/saya/profil', locale))
  },
}
