import { error } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import { m } from '#messages'
import { readChildren, readRegion } from '#modules/region/operations.server.ts'
import { RegionCode } from '#modules/region/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { code } = event.params
  if (!RegionCode.safeParse(code).success) error(404, { message: m.region_not_found() })
  event.locals.tags.add('regions')
  const [region, { items }] = await Promise.all([
    query(event, readRegion, { code }),
    query(event, readChildren, { code }),
  ])
  return { region, children: items }
}
