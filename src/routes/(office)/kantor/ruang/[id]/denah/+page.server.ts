import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { getPlan, putPlan } from '#modules/space/markets/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { readPlanField } from './plan-form.server.ts'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  return { plan: await query(event, getPlan, { spaceId: space.id }) }
}

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, putPlan, { ...(await readPlanField(event)), spaceId: event.params.id })
    if (!result.ok) return result.failure
    setFlash(event, m.market_plan_saved({ count: result.output.stalls.length }))
    redirect(303, href(`/kantor/ruang/${event.params.id}/denah`, event.locals.locale))
  },
}
