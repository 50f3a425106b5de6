import { redirect } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { listProvinces, readChildren } from '#modules/region/operations.server.ts'
import { levelOf } from '#modules/region/rules.ts'
import type { Actions, PageServerLoad, PageServerLoadEvent } from './$types'
import { isFiltered, readFilters } from './filters.ts'
import { loadQueue } from './queue.server.ts'
import { sourceNames, sourceOf } from './sources.server.ts'
import { forgetDecision, readCase } from './undo.server.ts'

export const load: PageServerLoad = async (event) => {
  const filters = readFilters(event.url.searchParams, sourceNames)
  const from = event.url.searchParams.get('dari')
  const [queue, regions] = await Promise.all([loadQueue(event, filters, from), regionsOf(event)])
  const waiting = queue.counts.reduce((sum, one) => sum + one.waiting, 0)
  return {
    ...queue,
    filters,
    filtered: isFiltered(filters),
    from,
    regions,
    waiting: isFiltered(filters) ? undefined : waiting,
  }
}

/** What the officer may narrow the queue to: the regions directly under the one they serve. */
async function regionsOf(event: PageServerLoadEvent): Promise<{ value: string; label: string }[]> {
  const scope = scopeOf(event.locals.actor)
  const [code] = scope
  if (scope.length !== 1 || code === undefined || (code !== '' && levelOf(code) === 4)) return []
  const { items } =
    code === '' ? await query(event, listProvinces, {}) : await query(event, readChildren, { code })
  return items.map((region) => ({ value: region.code, label: region.name }))
}

export const actions: Actions = {
  /** Take the last decision, or decisions, back. Each by itself: one that is too late leaves the others undone. */
  async undo(event) {
    const fields = await readForm(event)
    const cases = (fields.get('case') ?? []).flatMap((value) =>
      typeof value === 'string' ? (readCase(value) ?? []) : [],
    )
    const reasons: string[] = []
    for (const { source, id } of cases)
      try {
        await sourceOf(source).undo(event, id)
      } catch (thrown) {
        const fault = faultOf(thrown)
        reasons.push(translate(fault.key, fault.info.params, event.locals.locale))
      }
    forgetDecision(event)
    const done = cases.length - reasons.length
    const [reason] = reasons
    if (reason === undefined) setFlash(event, m.office_undone())
    else if (done === 0) setFlash(event, reason, 'warning')
    else setFlash(event, m.office_undone_some({ done, failed: reasons.length, reason }), 'warning')
    const [only] = cases
    const back = only && cases.length === 1 && done === 1 ? `/${only.source}/${only.id}` : ''
    redirect(303, href(`/kantor/kotak-masuk${back}`, event.locals.locale))
  },
}
