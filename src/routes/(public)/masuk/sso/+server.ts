import { redirect } from '@sveltejs/kit'
import { href } from '#kernel/locale.ts'
import { faultOf } from '#kernel/problem.ts'
import { nextOf, withNext } from '#modules/identity/browser.server.ts'
import { departToProvider } from '#modules/identity/sso/sign-in.server.ts'
import type { RequestHandler } from './$types'

/**
 * To the office's own sign-in page. A link and not a form: browsers apply our `form-action` also to where a form is
 * redirected, and the provider is elsewhere.
 */
export const GET: RequestHandler = async (event) => {
  const { locale } = event.locals
  const back = nextOf(event) ?? href('/', locale)
  const failed = withNext(event, '/masuk/petugas')
  const departure = await departToProvider(event.request.headers, { back, failed }).catch(
    (error: unknown) => {
      if (faultOf(error).code !== 'unavailable') throw error
      return undefined
    },
  )
  if (!departure) redirect(303, `${href('/masuk/petugas', locale)}?sso=mati`)
  const headers = new Headers({ location: departure.url, 'cache-control': 'no-store' })
  for (const cookie of departure.cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
