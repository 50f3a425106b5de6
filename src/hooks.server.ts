import { AsyncLocalStorage } from 'node:async_hooks'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { anonymous } from '#kernel/actor.ts'
import { newId } from '#kernel/id.ts'
import { type Locale, splitLocale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { fetchApi } from '#kernel/rest-node.server.ts'
import { resolveSession } from '#modules/identity/actor.server.ts'
import { overwriteGetLocale } from '#paraglide/runtime.js'
import { log } from '#platform/log.ts'
import { pageCache } from '#platform/page-cache.ts'
import { runtime } from '#platform/runtime.ts'
import { api, openProcess } from './process.server.ts'

const localeOfRequest = new AsyncLocalStorage<Locale>()
overwriteGetLocale(() => localeOfRequest.getStore() ?? 'id')

export const init: ServerInit = openProcess

export const handle: Handle = async ({ event, resolve }) => {
  const { pathname } = event.url
  if (pathname.startsWith('/api/v1')) return fetchApi(api(), event.request)
  const startedAt = performance.now()
  const { locale } = splitLocale(pathname)
  const cookies = event.request.headers.get('cookie')
  event.locals.locale = locale
  event.locals.requestId = event.request.headers.get('x-request-id')?.slice(0, 64) ?? newId()
  event.locals.tags = new Set()
  event.locals.actor = cookies === null ? anonymous : await resolveSession(event.request.headers)

  const response = await localeOfRequest.run(locale, () =>
    resolve(event, {
      transformPageChunk: ({ html }) => withoutMarks(html.replace('%lang%', locale)),
    }),
  )
  response.headers.set('x-request-id', event.locals.requestId)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  response.headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=()')
  if (cookies !== null) {
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store')
    return response
  }
  // Under another name of this host a page might hold links that only hold there.
  const atHome = event.url.origin === runtime.config?.baseUrl
  const keeps = runtime.pageCache && atHome && event.request.method === 'GET' && event.locals.tags.size > 0
  return keeps ? keepPage(response, event, startedAt) : response
}

/** Comments by which Svelte finds its places in the browser: a twentieth of a page's bytes, and needless on pages it does not draw. */
const hydrationMarks = /<!--(?:\[(?:!|-?\d+)?|\]|[0-9a-z]{5,8})?-->/g
const withoutMarks = (html: string) =>
  html.includes('__sveltekit_') ? html : html.replace(hydrationMarks, '')

const security = ['x-content-type-options', 'referrer-policy', 'permissions-policy']

/** Keep what a visitor without cookies saw, for the next one; see `platform/page-cache.ts`. */
async function keepPage(
  response: Response,
  event: { url: URL; locals: App.Locals },
  startedAt: number,
): Promise<Response> {
  const type = response.headers.get('content-type') ?? ''
  if (response.status !== 200 || !type.startsWith('text/html') || response.headers.has('set-cookie'))
    return response
  const body = await response.text()
  const headers = Object.fromEntries(
    ['content-security-policy', ...security].map((name) => [name, response.headers.get(name) ?? '']),
  )
  pageCache.keep(event.url.pathname + event.url.search, {
    body,
    type,
    headers,
    tags: [...event.locals.tags],
    startedAt,
  })
  return new Response(body, { status: 200, headers: response.headers })
}

/** A fault of ours has its own message already; what the framework says is put in the reader's words. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { locale = 'id', requestId } = event.locals
  if (kind === 'app') return { requestId }
  if (kind === 'framework') {
    const key =
      error.status === 404
        ? 'kernel_not_found'
        : error.status === 413
          ? 'kernel_too_large'
          : 'kernel_bad_value'
    return { message: translate(key, undefined, locale), requestId }
  }
  log.error({ err: error, requestId, path: event.url.pathname }, 'page failed')
  return { message: translate('kernel_internal', undefined, locale), code: 'internal', requestId }
}
