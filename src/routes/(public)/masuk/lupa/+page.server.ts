import { submit } from '#kernel/form.server.ts'
import { originOf } from '#modules/identity/browser.server.ts'
import { requestPasswordLink } from '#modules/identity/security/password-operations.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  async default(event) {
    const answer = await submit(event, requestPasswordLink, { address: originOf(event).address })
    return answer.ok ? { sentTo: answer.output.email } : answer.failure
  },
}
