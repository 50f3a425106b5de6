import { redirect } from '@sveltejs/kit'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { newRecoveryCodes } from '#modules/identity/security/recovery.server.ts'
import {
  confirmSecondFactor,
  getSecondFactorSetUp,
  getSecurity,
  startSecondFactor,
} from '#modules/identity/security/second-factor-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const [setUp, state] = await Promise.all([
    query(event, getSecondFactorSetUp, {}),
    query(event, getSecurity, {}),
  ])
  return { ...setUp, done: state.secondFactorSince !== null }
}

export const actions: Actions = {
  async mulai(event) {
    const answer = await submit(event, startSecondFactor)
    if (!answer.ok) return answer.failure
    redirect(303, href('/saya/keamanan/autentikator', event.locals.locale))
  },
  /** The recovery codes are in this one answer and nowhere else. */
  async aktifkan(event) {
    const recoveryCodes = newRecoveryCodes()
    const answer = await submit(event, confirmSecondFactor, { recoveryCodes })
    return answer.ok ? { recoveryCodes } : answer.failure
  },
}
