import { query } from '#kernel/form.server.ts'
import { listMyApplications } from '#modules/space/allotment/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  applications: (await query(event, listMyApplications, {})).items,
})
