import { isSignedIn, isStaff } from '#kernel/actor.ts'
import { takeFlash } from '#kernel/flash.server.ts'
import { isEvaluator, isOpener } from '#modules/registry/studies/policy.ts'
import { site } from '../process.server.ts'
import type { LayoutServerLoad } from './$types'

/** What every page shows: language, who is signed in, what just happened, and whose site this is. */
export const load: LayoutServerLoad = (event) => {
  const { actor, locale } = event.locals
  return {
    locale,
    actor: isSignedIn(actor)
      ? {
          name: actor.name,
          signedIn: true,
          isStaff: isStaff(actor),
          isAdmin: actor.grants.some((grant) => grant.role === 'administrator' && grant.region !== null),
          readsStudies: isOpener(actor) || isEvaluator(actor),
        }
      : null,
    flash: takeFlash(event),
    ...site(),
  }
}
