import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import {
  challengeOf,
  dropChallenge,
  faultOfAnswer,
  goOn,
  keepChallenge,
  originOf,
  refuse,
  withNext,
} from '#modules/identity/browser.server.ts'
import { showPhone } from '#modules/identity/phone.ts'
import { getChallenge, requestCode, verifyCode } from '#modules/identity/sign-in/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const challengeId = challengeOf(event)
  if (!challengeId) redirect(303, withNext(event, '/masuk'))
  const challenge = await query(event, getChallenge, { challengeId })
  return {
    ...challenge,
    phone: showPhone(challenge.phone),
    here: withNext(event, '/masuk/kode'),
    changeNumber: withNext(event, '/masuk'),
  }
}

export const actions: Actions = {
  async masuk(event) {
    const challengeId = challengeOf(event)
    if (!challengeId) redirect(303, withNext(event, '/masuk'))
    const answer = await submit(event, verifyCode, { challengeId, ...originOf(event) })
    if (!answer.ok) return answer.failure
    if (answer.output.outcome !== 'signed_in') return refuse(event, faultOfAnswer(answer.output))
    dropChallenge(event)
    return goOn(event, answer.output)
  },
  async ulang(event) {
    const challengeId = challengeOf(event)
    if (!challengeId) redirect(303, withNext(event, '/masuk'))
    const { phone } = await query(event, getChallenge, { challengeId })
    const answer = await submit(event, requestCode, { phone, challengeId, address: originOf(event).address })
    if (!answer.ok) return answer.failure
    keepChallenge(event, answer.output.challengeId)
    setFlash(event, m.identity_resent({}, { locale: event.locals.locale }))
    redirect(303, withNext(event, '/masuk/kode'))
  },
}
