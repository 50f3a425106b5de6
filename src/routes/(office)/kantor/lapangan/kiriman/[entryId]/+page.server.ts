import { query } from '#kernel/form.server.ts'
import { readFieldRecord } from '#modules/registry/field/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  record: await query(event, readFieldRecord, { entryId: event.params.entryId }),
})
