import { query } from '#kernel/form.server.ts'
import { readBusiness } from '#modules/registry/profile/operations.server.ts'
import type { LayoutServerLoad } from './$types'

/** The business of every page below; whoever may not see it stops here. */
export const load: LayoutServerLoad = async (event) => ({
  business: await query(event, readBusiness, { businessId: event.params.businessId }),
})
