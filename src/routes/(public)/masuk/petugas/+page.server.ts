import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { identity } from '#modules/identity/auth.server.ts'
import {
  faultOfAnswer,
  goOn,
  keepToken,
  nextOf,
  originOf,
  refuse,
  withNext,
} from '#modules/identity/browser.server.ts'
import { signInWithPassword } from '#modules/identity/sign-in/operations.server.ts'
import { homeOf } from '#modules/identity/sign-in/rules.ts'
import type { Actions, PageServerLoad } from './$types'

/** What the way back from the office's provider may say; anything else in the address is not shown. */
const troubles: Record<string, string> = {
  gagal: 'identity_sso_failed',
  'belum-dikenal': 'identity_sso_not_linked',
  mati: 'identity_sso_unavailable',
}

export const load: PageServerLoad = (event) => {
  const { actor, locale } = event.locals
  const name = identity().config.oidc?.name
  const trouble = troubles[event.url.searchParams.get('sso') ?? '']
  return {
    signedIn: isSignedIn(actor)
      ? { name: actor.name, on: nextOf(event) ?? href(homeOf(actor), locale) }
      : null,
    office: name ? { name, href: withNext(event, '/masuk/sso') } : null,
    trouble: trouble ? translate(trouble, { name: name ?? 'SSO' }, locale) : null,
    resident: withNext(event, '/masuk'),
    forgot: href('/masuk/lupa', locale),
    signOut: withNext(event, '/masuk/keluar'),
  }
}

export const actions: Actions = {
  async default(event) {
    const answer = await submit(event, signInWithPassword, originOf(event))
    if (!answer.ok) return answer.failure
    const { output } = answer
    if (output.outcome === 'signed_in') return goOn(event, output)
    if (output.outcome !== 'second_factor') return refuse(event, faultOfAnswer(output))
    keepToken(event, output.token)
    redirect(303, withNext(event, '/masuk/petugas/kode'))
  },
}
