import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { formatMoney } from '#kernel/format.ts'
import { m } from '#messages'
import { answer, readJob } from '#modules/space/reciprocity/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function wantedOf({ params, url }: RequestEvent) {
  const token = url.searchParams.get('t')
  return { jobId: params.jobId ?? '', ...(token !== null && { token }) }
}

export const load: PageServerLoad = async (event) => ({ job: await query(event, readJob, wantedOf(event)) })

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, answer, wantedOf(event))
    if (!result.ok) return result.failure
    const { amount } = result.output
    setFlash(
      event,
      amount === null
        ? m.keeper_rec_job_no_done()
        : m.keeper_rec_job_yes_done({ amount: formatMoney(amount) }),
    )
    redirect(303, `${event.url.pathname}${event.url.search}`)
  },
}
