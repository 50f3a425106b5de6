import { query } from '#kernel/form.server.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { lengthsOf, readWish, typedOf, withSearch } from '#modules/space/series/address.ts'
import { readSeriesDates } from '#modules/space/series/operations.server.ts'
import { dateAt } from '#modules/space/time.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const space = await query(event, readSpace, { spaceId: event.params.slug })
  const wish = readWish(event.url, event.params.slug)
  const preview = wish && (await query(event, readSeriesDates, wish))
  return {
    space: { name: space.name, slug: space.slug, zone: space.zone, maxDaysAhead: space.maxDaysAhead },
    lengths: lengthsOf(space),
    incomplete: event.url.searchParams.has('pertama') && wish === undefined,
    dates: withSearch(event.url, preview?.dates ?? [], wish?.leaveOut ?? []),
    search: event.url.searchParams.toString(),
    today: dateAt(Date.now(), space.zone),
    typed: typedOf(event.url, space),
  }
}
