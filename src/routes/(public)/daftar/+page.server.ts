import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { setFlash } from '#kernel/flash.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { forgetDraft, readDraft } from '#modules/registry/drafts/draft.server.ts'
import { firstOpenStep, pathOf } from '#modules/registry/drafts/draft.ts'
import { saveStep } from '#modules/registry/drafts/pages.server.ts'
import { questions } from '#modules/registry/schema.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const draft = await readDraft(event)
  const { locale } = event.locals
  // The kind of what is being mended stands; its other answers may change.
  if (draft?.mends) redirect(303, href(pathOf('check'), locale))
  const answers = draft?.answers ?? {}
  return {
    kind: answers.kind ?? null,
    resume: answers.kind
      ? { name: answers.name ?? null, href: href(pathOf(firstOpenStep(answers)), locale) }
      : null,
  }
}

export const actions: Actions = {
  next: (event) => saveStep(event, 'kind', z.object({ kind: questions.kind })),
  async forget(event) {
    await forgetDraft(event)
    setFlash(event, m.registry_draft_forgotten())
    redirect(303, href('/daftar', event.locals.locale))
  },
}
