import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { dropChallenge, dropToken, nextOf, withNext } from '#modules/identity/browser.server.ts'
import { signOut } from '#modules/identity/sign-in/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => ({ name: locals.actor.name })

export const actions: Actions = {
  async default(event) {
    const { actor, locale } = event.locals
    // Signing out must succeed, also when the session was over already.
    if (isSignedIn(actor)) await submit(event, signOut)
    dropToken(event)
    dropChallenge(event)
    setFlash(event, m.identity_signed_out({}, { locale }))
    redirect(303, nextOf(event) ? withNext(event, '/masuk') : href('/', locale))
  },
}
