import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, type Submitted, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { handBack, readLease, review, revoke, surrender } from '#modules/space/leases/operations.server.ts'
import { pay, waive } from '#modules/space/leases/paper-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  file: await query(event, readLease, { leaseId: event.params.leaseId }),
})

/** Say it worked and show the page anew; or the one form that was refused, with what was typed. */
function finish(event: RequestEvent, act: string, answer: Submitted<unknown>) {
  if (!answer.ok) return fail(answer.failure.status, { ...answer.failure.data, act })
  setFlash(event, m.market_done({}, { locale: event.locals.locale }))
  redirect(303, event.url.pathname)
}

const it = (event: RequestEvent) => ({ leaseId: String(event.params.leaseId) })

export const actions: Actions = {
  review: async (event) => finish(event, 'review', await submit(event, review, it(event))),
  revoke: async (event) => finish(event, 'revoke', await submit(event, revoke, it(event))),
  surrender: async (event) => finish(event, 'surrender', await submit(event, surrender, it(event))),
  handBack: async (event) => finish(event, 'handBack', await submit(event, handBack, it(event))),
  waive: async (event) => finish(event, 'waive', await submit(event, waive)),
  async pay(event) {
    const result = await submit(event, pay)
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, act: 'pay' })
    redirect(303, `/kuitansi/${result.output.token}`)
  },
}
