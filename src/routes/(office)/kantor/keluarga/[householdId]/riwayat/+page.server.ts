import { query } from '#kernel/form.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { listFamilyChanges } from '#modules/registry/households/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { householdId } = event.params
  const after = event.url.searchParams.get('after') ?? undefined
  const { file } = await event.parent()
  return {
    changes: await query(event, listFamilyChanges, { householdId, after }),
    zone: zoneOf(file.profile.regionCode),
  }
}
