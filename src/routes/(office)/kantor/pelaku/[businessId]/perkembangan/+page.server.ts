import { submit } from '#kernel/form.server.ts'
import { revealDebts } from '#modules/registry/progress/operations.server.ts'
import { loadProgress } from '#modules/registry/progress/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadProgress

export const actions: Actions = {
  /** Answers on the page itself: what was shown is gone when it is left. */
  async debts(event) {
    const result = await submit(event, revealDebts, { businessId: event.params.businessId })
    return result.ok ? { debts: result.output.debts } : result.failure
  },
}
