import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { mayGoOut } from '#modules/registry/field/policy.ts'
import {
  listFieldVisits,
  listVisitOfficers,
  planFieldVisits,
} from '#modules/registry/field/visits/operations.server.ts'
import { refusedOf, shownIn, today } from '#modules/registry/field/visits/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams
  const show = shownIn(asked.get('tampil'))
  const assigneeId = asked.get('petugas') || undefined
  const day = asked.get('hari') || today()
  const mayPlan = mayGoOut(event.locals.actor) === 'allowed'
  const [visits, officers] = await Promise.all([
    query(event, listFieldVisits, {
      show,
      day,
      assigneeId,
      after: asked.get('after') ?? undefined,
      limit: 50,
    }),
    mayPlan ? query(event, listVisitOfficers, {}) : { items: [] },
  ])
  return { visits, officers: officers.items, show, day, assigneeId: assigneeId ?? null, mayPlan }
}

export const actions: Actions = {
  default: async (event) => {
    const done = await submit(event, planFieldVisits)
    if (!done.ok) return { ...done.failure.data, form: 'plan' as const }
    const refused = refusedOf(done.output)
    if (refused.length > 0) return { form: 'result' as const, planned: done.output.planned, refused }
    setFlash(event, m.field_plan_done({ count: done.output.planned }))
    redirect(303, href('/kantor/lapangan/rencana?tampil=akan', event.locals.locale))
  },
}
