import { redirect } from '@sveltejs/kit'
import { listQueue, retryFailedJob } from '#kernel/administration.server.ts'
import { JobFilter } from '#kernel/administration.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import { m } from '#messages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, listQueue, readQuery(JobFilter, event.url.searchParams)),
})

export const actions: Actions = {
  async retry(event) {
    const answer = await submit(event, retryFailedJob)
    if (!answer.ok) return answer.failure
    setFlash(event, m.admin_job_was_retried({}, { locale: event.locals.locale }))
    redirect(303, event.url.pathname)
  },
}
