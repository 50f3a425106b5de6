import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { acceptTime, leaveLine, readWait } from '#modules/space/waiting/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function wantedOf(event: RequestEvent) {
  const token = event.url.searchParams.get('t')
  return { waitId: event.params.waitId, ...(token !== null && { token }) }
}
const searchOf = (event: RequestEvent) => {
  const token = event.url.searchParams.get('t')
  return token === null ? '' : `t=${encodeURIComponent(token)}`
}

export const load: PageServerLoad = async (event) => ({
  wait: await query(event, readWait, wantedOf(event)),
  isNew: event.url.searchParams.has('baru'),
  search: searchOf(event),
  now: new Date().toISOString(),
})

export const actions: Actions = {
  async accept(event) {
    const result = await submit(event, acceptTime, wantedOf(event))
    if (!result.ok) return result.failure
    redirect(303, `${result.output.manage}&baru=1`)
  },
  async leave(event) {
    const result = await submit(event, leaveLine, wantedOf(event))
    if (!result.ok) return result.failure
    setFlash(event, m.series_left())
    redirect(303, `${href(`/antrean/${result.output.id}`, event.locals.locale)}?${searchOf(event)}`)
  },
}
