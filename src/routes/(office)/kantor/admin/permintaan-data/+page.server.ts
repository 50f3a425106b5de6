import { query } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import { listDataRequests } from '#modules/registry/privacy/requests.operations.server.ts'
import { RequestFilter } from '#modules/registry/privacy/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, listDataRequests, readQuery(RequestFilter, event.url.searchParams)),
  now: new Date().toISOString(),
})
