import { searchAudit } from '#kernel/administration.server.ts'
import { AuditFilter } from '#kernel/administration.ts'
import { query } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, searchAudit, readQuery(AuditFilter, event.url.searchParams)),
})
