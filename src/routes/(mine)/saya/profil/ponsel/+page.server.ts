import { redirect } from '@sveltejs/kit'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { getMe, requestPhoneChange } from '#modules/identity/accounts/own-operations.server.ts'
import { challengeOf, keepChallenge, originOf } from '#modules/identity/browser.server.ts'
import { showPhone } from '#modules/identity/phone.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { phone } = await query(event, getMe, {})
  return { phone: phone && showPhone(phone) }
}

export const actions: Actions = {
  async default(event) {
    const { address } = originOf(event)
    const answer = await submit(event, requestPhoneChange, { address, challengeId: challengeOf(event) })
    if (!answer.ok) return answer.failure
    keepChallenge(event, answer.output.challengeId)
    redirect(303, href('/saya/profil/ponsel/kode', event.locals.locale))
  },
}
