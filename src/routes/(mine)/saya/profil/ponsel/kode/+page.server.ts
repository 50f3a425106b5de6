import { redirect } from '@sveltejs/kit'
import { Fault } from '#kernel/fault.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { changePhone, getMe } from '#modules/identity/accounts/own-operations.server.ts'
import { challengeOf, dropChallenge, originOf, refuse } from '#modules/identity/browser.server.ts'
import { showPhone } from '#modules/identity/phone.ts'
import { getChallenge } from '#modules/identity/sign-in/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const start = (event: { locals: App.Locals }) => href('/saya/profil/ponsel', event.locals.locale)

export const load: PageServerLoad = async (event) => {
  const challengeId = challengeOf(event)
  if (!challengeId) redirect(303, start(event))
  const [challenge] = await Promise.all([
    query(event, getChallenge, { challengeId }),
    query(event, getMe, {}),
  ])
  return { ...challenge, phone: showPhone(challenge.phone) }
}

function refusal(
  event: RequestEvent,
  answer: { outcome: 'taken' } | { outcome: 'over' } | { outcome: 'wrong'; triesLeft: number },
) {
  if (answer.outcome === 'taken') return refuse(event, new Fault('conflict', 'identity_phone_taken'))
  if (answer.outcome === 'over') return refuse(event, new Fault('conflict', 'identity_code_over_expired'))
  const fields = [{ path: 'code', key: 'identity_code_wrong', params: { tries: answer.triesLeft } }]
  return refuse(event, new Fault('invalid_input', 'kernel_invalid_input', { fields }))
}

export const actions: Actions = {
  async default(event) {
    const challengeId = challengeOf(event)
    if (!challengeId) redirect(303, start(event))
    const answer = await submit(event, changePhone, { challengeId, address: originOf(event).address })
    if (!answer.ok) return answer.failure
    if (answer.output.outcome !== 'changed') return refusal(event, answer.output)
    dropChallenge(event)
    const { locale } = event.locals
    setFlash(event, m.identity_phone_changed({}, { locale }))
    redirect(303, href('/saya/profil', locale))
  },
}
