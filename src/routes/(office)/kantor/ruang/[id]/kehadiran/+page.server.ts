import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readFlags, setPresenceRule } from '#modules/space/presence/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  return query(event, readFlags, { spaceId: space.id })
}

export const actions: Actions = {
  async rule(event) {
    const typed = String((await readForm(event)).get('letGoAt')?.[0] ?? '').trim()
    const [, hours, minutes] = /^(\d{1,2})[.:](\d\d)$/.exec(typed) ?? []
    const letGoMinute = hours === undefined ? null : Number(hours) * 60 + Number(minutes)
    const result = await submit(event, setPresenceRule, { spaceId: event.params.id, letGoMinute })
    if (!result.ok) return fail(result.failure.status, result.failure.data)
    setFlash(event, m.presence_rule_saved())
    redirect(303, href(`/kantor/ruang/${event.params.id}/kehadiran`, event.locals.locale))
  },
}
