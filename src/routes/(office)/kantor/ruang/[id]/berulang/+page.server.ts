import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { lengthsOf, readWish, typedOf, withSearch } from '#modules/space/series/address.ts'
import { bookSeries, previewSeriesFor } from '#modules/space/series/operations.server.ts'
import { groupName, partsToBook, refusedFor } from '../booked-for.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const wish = readWish(event.url, space.id)
  const [preview, { units, options }] = await Promise.all([
    wish && query(event, previewSeriesFor, wish),
    partsToBook(event, space.id),
  ])
  const dates = withSearch(event.url, preview?.dates ?? [], wish?.leaveOut ?? [])
  return {
    places: options,
    place: wish?.unitId ?? units[0]?.id,
    chosen: dates.filter(({ state }) => state === 'free').map(({ date }) => date),
    plan: {
      lengths: lengthsOf(space),
      incomplete: event.url.searchParams.has('pertama') && wish === undefined,
      dates,
      today: (await event.parent()).today,
      typed: typedOf(event.url, space),
    },
  }
}

export const actions: Actions = {
  /** All of the dates that were shown as free, for whoever rang up; accepted at once. */
  async default(event) {
    const fields = await readForm(event)
    const wish = readWish(event.url, event.params.id)
    const result = await submit(event, bookSeries, {
      ...wish,
      dates: fields.get('dates')?.map(String) ?? [],
      name: groupName(fields),
    })
    if (!result.ok) return refusedFor(result)
    const { dates, manage } = result.output
    setFlash(event, m.series_office_done({ count: dates.filter(({ booking }) => booking !== null).length }))
    redirect(303, manage)
  },
}
