import { query } from '#kernel/form.server.ts'
import { publicFiguresTag, readPublicFigures } from '#modules/impact/publication/operations.server.ts'
import { Month, RegencyCode } from '#modules/impact/publication/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const region = RegencyCode.safeParse(event.url.searchParams.get('daerah') ?? undefined)
  const month = Month.safeParse(event.url.searchParams.get('bulan') ?? undefined)
  const figures = await query(event, readPublicFigures, { region: region.data, month: month.data })
  event.locals.tags.add(publicFiguresTag)
  return { figures }
}
