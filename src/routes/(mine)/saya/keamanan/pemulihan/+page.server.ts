import { query, submit } from '#kernel/form.server.ts'
import { newRecoveryCodes } from '#modules/identity/security/recovery.server.ts'
import {
  getSecurity,
  renewRecoveryCodes,
} from '#modules/identity/security/second-factor-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  left: (await query(event, getSecurity, {})).recoveryLeft,
})

export const actions: Actions = {
  /** The codes are in this one answer and nowhere else. */
  async default(event) {
    const recoveryCodes = newRecoveryCodes()
    const answer = await submit(event, renewRecoveryCodes, { recoveryCodes })
    return answer.ok ? { recoveryCodes } : answer.failure
  },
}
