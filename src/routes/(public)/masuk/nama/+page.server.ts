import { redirect } from '@sveltejs/kit'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { changeProfile, getMe } from '#modules/identity/accounts/own-operations.server.ts'
import { nextOf } from '#modules/identity/browser.server.ts'
import { homeOf } from '#modules/identity/sign-in/rules.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({ name: (await query(event, getMe, {})).name })

export const actions: Actions = {
  async default(event) {
    const { actor, locale } = event.locals
    const answer = await submit(event, changeProfile, { locale })
    if (!answer.ok) return answer.failure
    redirect(303, nextOf(event) ?? href(homeOf(actor), locale))
  },
}
