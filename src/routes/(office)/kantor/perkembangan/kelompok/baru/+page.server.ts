import { error, redirect } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { deciders } from '#modules/registry/policy.ts'
import { addCohort } from '#modules/registry/progress/cohorts/operations.server.ts'
import { monthOf, monthsBack } from '#modules/registry/progress/months.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** The region in which whoever asks works; the list is usually of it. */
const ownRegion = (event: Pick<RequestEvent, 'locals'>): string | undefined =>
  scopeOf(event.locals.actor, deciders)[0]

export const load: PageServerLoad = async (event) => {
  const own = ownRegion(event)
  if (own === undefined) error(403, { message: m.kernel_forbidden() })
  return {
    region: await chosenRegion(event, own),
    months: monthsBack(monthOf(localDate(new Date().toISOString(), zoneOf(own))), 12),
  }
}

export const actions: Actions = {
  async default(event) {
    const step = await regionStep(event, { near: ownRegion(event) })
    if (step) return step
    const result = await submit(event, addCohort)
    if (!result.ok) return keepRegion(event, result.failure)
    redirect(303, href(`/kantor/perkembangan/kelompok/${result.output.id}`, event.locals.locale))
  },
}
