import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { draftFor, saveStep } from '#modules/registry/drafts/pages.server.ts'
import { mask } from '#modules/registry/numbers.ts'
import { readKnown } from '#modules/registry/operations.server.ts'
import { ownerQuestions } from '#modules/registry/schema.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { answers, mends } = await draftFor(event, 'owner')
  if (!answers.kind) redirect(303, href('/daftar', event.locals.locale))
  // Nobody is asked a second time for what the register knows.
  const known = isSignedIn(event.locals.actor) && !mends ? await query(event, readKnown, {}) : undefined
  return {
    kind: answers.kind,
    name: answers.ownerName ?? known?.name ?? null,
    nib: answers.nib ?? null,
    kept: {
      nik: answers.nik ? mask(answers.nik) : null,
      kk: answers.kk ? mask(answers.kk) : null,
      npwp: answers.npwp ? mask(answers.npwp) : null,
    },
  }
}

export const actions: Actions = {
  async default(event) {
    await draftFor(event, 'owner')
    return saveStep(event, 'owner', ownerQuestions)
  },
}
