import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { challengeOf, keepChallenge, nextOf, originOf, withNext } from '#modules/identity/browser.server.ts'
import { requestCode } from '#modules/identity/sign-in/operations.server.ts'
import { homeOf } from '#modules/identity/sign-in/rules.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  const { actor, locale } = event.locals
  return {
    signedIn: isSignedIn(actor)
      ? { name: actor.name, on: nextOf(event) ?? href(homeOf(actor), locale) }
      : null,
    staff: withNext(event, '/masuk/petugas'),
    signOut: withNext(event, '/masuk/keluar'),
  }
}

export const actions: Actions = {
  async default(event) {
    const { address } = originOf(event)
    const answer = await submit(event, requestCode, { address, challengeId: challengeOf(event) })
    if (!answer.ok) return answer.failure
    keepChallenge(event, answer.output.challengeId)
    redirect(303, withNext(event, '/masuk/kode'))
  },
}
