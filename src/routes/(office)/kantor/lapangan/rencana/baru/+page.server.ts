import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import {
  listVisitCandidates,
  listVisitOfficers,
  planFieldVisits,
} from '#modules/registry/field/visits/operations.server.ts'
import { refusedOf, today } from '#modules/registry/field/visits/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams
  const ids = asked.getAll('businessIds').slice(0, 100)
  const need = asked.get('perlu') === 'lama' ? ('old' as const) : ('verification' as const)
  const region = asked.get('wilayah') || undefined
  const [candidates, officers] = await Promise.all([
    query(event, listVisitCandidates, {
      need,
      region,
      ids: ids.length > 0 ? ids : undefined,
      after: asked.get('after') ?? undefined,
      limit: ids.length > 0 ? 100 : 25,
    }),
    query(event, listVisitOfficers, {}),
  ])
  return {
    candidates,
    officers: officers.items,
    need: ids.length > 0 ? ('chosen' as const) : need,
    region: region ?? null,
    today: today(),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const ticked = ((await readForm(event)).get('businessIds') ?? []).map(String)
    const done = await submit(event, planFieldVisits)
    if (!done.ok) return { ...done.failure.data, form: 'plan' as const, ticked }
    const refused = refusedOf(done.output)
    if (refused.length > 0) return { form: 'result' as const, planned: done.output.planned, refused }
    setFlash(event, m.field_plan_done({ count: done.output.planned }))
    const day = String((await readForm(event)).get('day')?.[0] ?? '')
    redirect(303, href(`/kantor/lapangan/rencana?hari=${encodeURIComponent(day)}`, event.locals.locale))
  },
}
