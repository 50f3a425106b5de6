import { error, redirect } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { addDays, localDate } from '#modules/region/working-time.ts'
import { monthName } from '#modules/registry/progress/labels.ts'
import { addMonths, monthOf, monthsBack } from '#modules/registry/progress/months.ts'
import { addStudy, readEvaluators } from '#modules/registry/studies/operations.server.ts'
import { openers } from '#modules/registry/studies/policy.ts'
import { longestStudy } from '#modules/registry/studies/rules.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const scopesOf = (event: Pick<RequestEvent, 'locals'>) => scopeOf(event.locals.actor, openers)

/** Evaluators of every region in which whoever asks opens studies, each once. */
async function evaluatorsFor(event: RequestEvent) {
  const lists = await Promise.all(
    scopesOf(event).map((regionCode) => query(event, readEvaluators, { regionCode })),
  )
  const byId = new Map(lists.flatMap(({ items }) => items.map(({ id, name }) => [id, name] as const)))
  return [...byId].map(([value, label]) => ({ value, label }))
}

export const load: PageServerLoad = async (event) => {
  const own = scopesOf(event)[0]
  if (own === undefined) error(403, { message: m.kernel_forbidden() })
  const today = localDate(new Date().toISOString(), zoneOf(own))
  return {
    region: await chosenRegion(event, own),
    evaluators: await evaluatorsFor(event),
    months: monthsBack(addMonths(monthOf(today), -1), longestStudy).map((value) => ({
      value,
      label: monthName(value, event.locals.locale),
    })),
    endsOn: addDays(today, 90),
  }
}

export const actions: Actions = {
  async default(event) {
    const step = await regionStep(event, { near: scopesOf(event)[0] })
    if (step) return step
    const result = await submit(event, addStudy)
    if (!result.ok) return keepRegion(event, result.failure)
    setFlash(event, m.progress_study_opened())
    redirect(303, href(`/kantor/studi/${result.output.id}`, event.locals.locale))
  },
}
