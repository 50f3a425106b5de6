import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { goOn, originOf, refuse, tokenOf, withNext } from '#modules/identity/browser.server.ts'
import { getSecurity } from '#modules/identity/security/second-factor-operations.server.ts'
import { giveSecondFactor } from '#modules/identity/sign-in/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** After the password, or within a session whose second factor was not given: then the account may have none yet. */
export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  if (tokenOf(event) === null) redirect(303, withNext(event, '/masuk/petugas'))
  const missing = isSignedIn(actor) && (await query(event, getSecurity, {})).secondFactorSince === null
  return {
    stepUp: isSignedIn(actor),
    setUp: missing ? href('/saya/keamanan/autentikator', locale) : null,
    recovery: withNext(event, '/masuk/petugas/pemulihan'),
  }
}

export const actions: Actions = {
  async default(event) {
    const token = tokenOf(event)
    if (token === null) redirect(303, withNext(event, '/masuk/petugas'))
    const answer = await submit(event, giveSecondFactor, { token, ...originOf(event) })
    if (!answer.ok) return answer.failure
    const { output } = answer
    if (output.outcome === 'signed_in') return goOn(event, output)
    if (output.outcome === 'over') return refuse(event, new Fault('conflict', 'identity_session_over'))
    const fields = [{ path: 'code', key: 'identity_field_totp_wrong' }]
    return refuse(event, new Fault('invalid_input', 'kernel_invalid_input', { fields }))
  },
}
