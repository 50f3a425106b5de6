import { error, fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { comeToStall, readStall } from '#modules/space/presence/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

export const load: PageServerLoad = async (event) => {
  const { unitId } = event.params
  if (!isId(unitId)) error(404, m.presence_stall_not_found())
  const { locale } = event.locals
  return {
    stall: await query(event, readStall, { unitId }),
    signedIn: event.locals.actor.accountId !== null,
    signIn: href(`/masuk?next=${encodeURIComponent(event.url.pathname)}`, locale),
  }
}

export const actions: Actions = {
  async default(event) {
    const { mine } = await query(event, readStall, { unitId: event.params.unitId })
    if (!mine) error(404, m.presence_stall_not_found())
    const result = await submit(event, comeToStall, { leaseId: mine.leaseId })
    if (!result.ok) return fail(result.failure.status, result.failure.data)
    setFlash(event, m.presence_come_done({ stall: mine.code }))
    redirect(303, href(`/saya/lapak/${mine.leaseId}`, event.locals.locale))
  },
}
