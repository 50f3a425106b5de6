import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { PageQuery } from '#kernel/page.ts'
import { readQuery } from '#kernel/query-string.ts'
import { m } from '#messages'
import { readOwnRequests, withdrawRequest } from '#modules/registry/privacy/requests.operations.server.ts'
import { listWhoLooked } from '#modules/registry/privacy/unmask.operations.server.ts'
import { readOwnData } from '../../../../privacy.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { partsOf } from './where.ts'

export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'cache-control': 'private, no-store' })
  const [copy, seen, requests] = await Promise.all([
    query(event, readOwnData, {}),
    query(event, listWhoLooked, readQuery(PageQuery, event.url.searchParams)),
    query(event, readOwnRequests, {}),
  ])
  return {
    // Only how much there is of what: the whole of it is in the two files.
    parts: partsOf(copy.sections),
    seen,
    requests: requests.items,
    withKeys: event.locals.actor.grants.length > 0,
  }
}

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const answer = await submit(event, withdrawRequest)
    if (!answer.ok) return answer.failure
    setFlash(event, m.privacy_request_taken_back({}, { locale }))
    redirect(303, href('/saya/data', locale))
  },
}
