import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import {
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
} from '#modules/identity/sessions/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  ...(await query(event, listOwnSessions, {})),
  withKeys: event.locals.actor.grants.length > 0,
})

export const actions: Actions = {
  async satu(event) {
    const { locale } = event.locals
    const answer = await submit(event, endOwnSession)
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_session_ended({}, { locale }))
    redirect(303, href('/saya/sesi', locale))
  },
  async lain(event) {
    const { locale } = event.locals
    const answer = await submit(event, endOtherSessions)
    if (!answer.ok) return answer.failure
    setFlash(event, m.identity_sessions_ended({ count: answer.output.ended }, { locale }))
    redirect(303, href('/saya/sesi', locale))
  },
}
