import { query } from '#kernel/form.server.ts'
import { listProvinces, searchRegion } from '#modules/region/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const q = (event.url.searchParams.get('q') ?? '').trim().slice(0, 80)
  // What this page shows changes with a new data set only, that is with a restart.
  event.locals.tags.add('regions')
  const [found, { items: provinces }] = await Promise.all([
    q.length >= 2 ? query(event, searchRegion, { q, limit: 20 }) : null,
    query(event, listProvinces, {}),
  ])
  return { q, tooShort: q.length === 1, found: found?.items ?? null, provinces }
}
