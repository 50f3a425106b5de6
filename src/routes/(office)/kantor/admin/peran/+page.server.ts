import { query } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import { listRoles } from '#modules/identity/roles/operations.server.ts'
import { AssignmentFilter } from '#modules/identity/roles/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, listRoles, readQuery(AssignmentFilter, event.url.searchParams)),
})
