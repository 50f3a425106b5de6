import { redirect } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { callOf } from '#kernel/form.server.ts'
import { href, splitLocale } from '#kernel/locale.ts'
import { actorOfToken } from '#modules/identity/actor.server.ts'
import { keepToken, originOf } from '#modules/identity/browser.server.ts'
import { homeOf, safeNext } from '#modules/identity/sign-in/rules.ts'
import { signInWithOffice } from '#modules/identity/sso/operations.server.ts'
import { arriveFromProvider } from '#modules/identity/sso/sign-in.server.ts'
import { appPool } from '#platform/database/app-pool.ts'
import type { RequestHandler } from './$types'

/** Back from the office's sign-in page: the library checks the answer, our operation completes the session. */
export const GET: RequestHandler = async (event) => {
  const arrival = await arriveFromProvider(event.request)
  const target = new URL(arrival.location, event.url)
  // The library's address says in which language the person had left.
  const { locale, path } = splitLocale(target.pathname)
  if (arrival.token === null) {
    const unknown = /signup|not_linked/.test(target.searchParams.get('error') ?? '')
    redirect(303, `${href('/masuk/petugas', locale)}?sso=${unknown ? 'belum-dikenal' : 'gagal'}`)
  }
  const { token, methods } = arrival
  const answer = await execute(
    signInWithOffice,
    { token, methods: [...methods], ...originOf(event) },
    callOf(event, 'form'),
  )
  if (answer.outcome !== 'signed_in') redirect(303, `${href('/masuk/petugas', locale)}?sso=gagal`)
  keepToken(event, token)
  const wanted = path === '/' ? null : safeNext(target.pathname + target.search)
  redirect(303, wanted ?? href(homeOf(await actorOfToken(appPool(), token)), locale))
}
