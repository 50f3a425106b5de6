import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import {
  editCohort,
  joinCohort,
  leaveCohort,
  readCohort,
} from '#modules/registry/progress/cohorts/operations.server.ts'
import { monthOf, monthsBack } from '#modules/registry/progress/months.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const cohort = await query(event, readCohort, {
    cohortId: event.params.cohortId,
    after: event.url.searchParams.get('after') ?? undefined,
    limit: 50,
  })
  const today = localDate(new Date().toISOString(), zoneOf(cohort.regionCode))
  return { cohort, months: monthsBack(monthOf(today), 12) }
}

export const actions: Actions = {
  async change(event) {
    const result = await submit(event, editCohort, { cohortId: event.params.cohortId })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'change' })
    setFlash(event, m.progress_cohort_changed())
    redirect(303, event.url.pathname)
  },
  async join(event) {
    const result = await submit(event, joinCohort, { cohortId: event.params.cohortId })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'join' })
    const { joined, already, unknown } = result.output
    const added = m.progress_cohort_joined({ joined, already })
    if (unknown.length > 0)
      setFlash(
        event,
        `${added} ${m.progress_cohort_unknown({ references: unknown.slice(0, 10).join(', ') })}`,
        'warning',
      )
    else setFlash(event, added)
    redirect(303, event.url.pathname)
  },
  async leave(event) {
    const result = await submit(event, leaveCohort, { cohortId: event.params.cohortId })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'leave' })
    setFlash(event, m.progress_cohort_left())
    redirect(303, event.url.pathname)
  },
}
