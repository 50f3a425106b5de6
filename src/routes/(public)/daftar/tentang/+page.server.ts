import { redirect } from '@sveltejs/kit'
import { href } from '#kernel/locale.ts'
import { fieldsOfStep } from '#modules/registry/drafts/draft.ts'
import { draftFor, saveStep } from '#modules/registry/drafts/pages.server.ts'
import { aboutQuestions } from '#modules/registry/schema.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { answers } = await draftFor(event, 'about')
  if (!answers.kind) redirect(303, href('/daftar', event.locals.locale))
  const shown = fieldsOfStep('about', answers.kind).map((field) => [field, answers[field]])
  return { kind: answers.kind, answers: Object.fromEntries(shown) }
}

export const actions: Actions = {
  async default(event) {
    const { answers } = await draftFor(event, 'about')
    return saveStep(event, 'about', aboutQuestions(answers.kind ?? 'business'))
  },
}
