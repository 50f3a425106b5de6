import { query } from '#kernel/form.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { readOwnFamily } from '#modules/registry/households/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { file } = await query(event, readOwnFamily, {})
  return {
    file,
    today: localDate(new Date().toISOString(), file ? zoneOf(file.profile.regionCode) : 'Asia/Jakarta'),
  }
}
