import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { closeStudy, readStudy, readStudyRows } from '#modules/registry/studies/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { studyId } = event.params
  const study = await query(event, readStudy, { studyId })
  const today = localDate(new Date().toISOString(), zoneOf(study.regionCode))
  const readable = study.state === 'ready' && today <= study.endsOn
  const after = event.url.searchParams.get('after') ?? undefined
  return {
    study,
    rows: readable ? await query(event, readStudyRows, { studyId, after, limit: 24 }) : null,
  }
}

export const actions: Actions = {
  async end(event) {
    const result = await submit(event, closeStudy, { studyId: event.params.studyId })
    if (!result.ok) return result.failure
    setFlash(event, m.progress_study_ended())
    redirect(303, event.url.pathname)
  },
}
