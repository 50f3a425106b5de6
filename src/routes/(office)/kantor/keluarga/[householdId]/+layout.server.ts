import { query } from '#kernel/form.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { readFamily } from '#modules/registry/households/operations.server.ts'
import type { LayoutServerLoad } from './$types'

/** The family of every page below; whoever may not see it stops here. */
export const load: LayoutServerLoad = async (event) => {
  const file = await query(event, readFamily, { householdId: event.params.householdId })
  return { file, today: localDate(new Date().toISOString(), zoneOf(file.profile.regionCode)) }
}
