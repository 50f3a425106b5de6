import { redirect } from '@sveltejs/kit'
import { Fault } from '#kernel/fault.ts'
import { submit } from '#kernel/form.server.ts'
import { goOn, originOf, refuse, tokenOf, withNext } from '#modules/identity/browser.server.ts'
import { giveRecoveryCode } from '#modules/identity/sign-in/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  if (tokenOf(event) === null) redirect(303, withNext(event, '/masuk/petugas'))
  return { app: withNext(event, '/masuk/petugas/kode') }
}

export const actions: Actions = {
  async default(event) {
    const token = tokenOf(event)
    if (token === null) redirect(303, withNext(event, '/masuk/petugas'))
    const answer = await submit(event, giveRecoveryCode, { token, ...originOf(event) })
    if (!answer.ok) return answer.failure
    const { output } = answer
    if (output.outcome === 'signed_in') return goOn(event, output)
    if (output.outcome === 'over') return refuse(event, new Fault('conflict', 'identity_session_over'))
    const fields = [{ path: 'recoveryCode', key: 'identity_recovery_wrong' }]
    return refuse(event, new Fault('invalid_input', 'kernel_invalid_input', { fields }))
  },
}
