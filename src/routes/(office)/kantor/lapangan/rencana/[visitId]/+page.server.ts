import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { mayGoOut } from '#modules/registry/field/policy.ts'
import {
  cancelFieldVisit,
  changeFieldVisit,
  listVisitOfficers,
  readFieldVisit,
} from '#modules/registry/field/visits/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const visit = await query(event, readFieldVisit, { visitId: event.params.visitId })
  const mayPlan = visit.state === 'planned' && mayGoOut(event.locals.actor) === 'allowed'
  const officers = mayPlan
    ? await query(event, listVisitOfficers, { region: visit.regionCode })
    : { items: [] }
  return { visit, officers: officers.items, mayPlan }
}

const list = '/kantor/lapangan/rencana'

export const actions: Actions = {
  change: async (event) => {
    const { visitId } = event.params
    const done = await submit(event, changeFieldVisit, { visitId })
    if (!done.ok) return { ...done.failure.data, form: 'change' as const }
    setFlash(event, m.field_visit_changed())
    redirect(303, href(`${list}/${visitId}`, event.locals.locale))
  },
  cancel: async (event) => {
    const done = await submit(event, cancelFieldVisit, { visitId: event.params.visitId })
    if (!done.ok) return { ...done.failure.data, form: 'cancel' as const }
    setFlash(event, m.field_visit_cancelled())
    redirect(303, href(list, event.locals.locale))
  },
}
