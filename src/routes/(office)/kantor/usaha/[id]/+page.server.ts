import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { deactivate, readCase, undo } from '#modules/registry/decisions/operations.server.ts'
import { mayDeactivate } from '#modules/registry/policy.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const file = await query(event, readCase, { registrationId: event.params.id })
  const { regionCode } = file.entry
  const subject = { regionCode, accountId: null, submittedBy: null }
  return {
    file,
    mayClose: file.entry.state === 'verified' && mayDeactivate(event.locals.actor, subject) === 'allowed',
  }
}

export const actions: Actions = {
  async undo(event) {
    const result = await submit(event, undo, { registrationId: event.params.id })
    if (!result.ok) return result.failure
    setFlash(event, m.registry_case_undone())
    redirect(303, href(`/kantor/usaha/${event.params.id}`, event.locals.locale))
  },
  async close(event) {
    const result = await submit(event, deactivate, { registrationId: event.params.id })
    if (!result.ok) return result.failure
    setFlash(event, m.registry_deactivated({ name: result.output.name }))
    redirect(303, href(`/kantor/usaha/${event.params.id}`, event.locals.locale))
  },
}
