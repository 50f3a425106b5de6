import { query } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import { readAccounts } from '#modules/identity/accounts/admin-operations.server.ts'
import { AccountFilter } from '#modules/identity/accounts/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, readAccounts, readQuery(AccountFilter, event.url.searchParams)),
})
