import { query } from '#kernel/form.server.ts'
import type { Topic } from '#modules/impact/figures/indicators.ts'
import { listFigures } from '#modules/impact/figures/operations.server.ts'
import { readUnreported } from '#modules/impact/reporting/operations.server.ts'
import type { PageServerLoad } from './$types'
import { readAddress } from './address.ts'
import { regionChoices } from './regions.server.ts'

export const load: PageServerLoad = async (event) => {
  const asked = readAddress(event.url.searchParams)
  const topic: Topic = event.url.searchParams.get('tentang') === 'ruang' ? 'places' : 'service'
  const [frame, unreported, regions] = await Promise.all([
    query(event, listFigures, { ...asked, topic }),
    query(event, readUnreported, { ...asked, limit: 20 }),
    regionChoices(event),
  ])
  return { topic, frame, unreported: unreported.items, moreUnreported: unreported.next !== null, regions }
}
