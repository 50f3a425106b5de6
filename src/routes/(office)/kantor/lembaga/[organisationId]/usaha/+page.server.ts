import { query } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import { readOrganisation } from '#modules/registry/organisations/operations.server.ts'
import { ShareFilter } from '#modules/registry/organisations/schema.ts'
import { readSharedBusinesses } from '#modules/registry/organisations/share.operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { organisationId } = event.params
  const filter = readQuery(ShareFilter.omit({ organisationId: true }), event.url.searchParams)
  const [organisation, page] = await Promise.all([
    query(event, readOrganisation, { organisationId }),
    query(event, readSharedBusinesses, { ...filter, organisationId }),
  ])
  return { name: organisation.name, organisationId, page }
}
