import { query } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import { readOrganisations } from '#modules/registry/organisations/operations.server.ts'
import { OrganisationFilter } from '#modules/registry/organisations/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, readOrganisations, readQuery(OrganisationFilter, event.url.searchParams)),
})
