import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { lengthsOf, readWish, typedOf, withSearch } from '#modules/space/series/address.ts'
import { bookSeries, previewSeriesFor } from '#modules/space/series/operations.server.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import { partName } from '#modules/space/units/words.ts'
import { named } from '../../field-names.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const wish = readWish(event.url, space.id)
  const [preview, { items }] = await Promise.all([
    wish && query(event, previewSeriesFor, wish),
    query(event, readUnits, { spaceId: space.id }),
  ])
  const units = items.filter(({ active, bookable }) => active && bookable)
  const dates = withSearch(event.url, preview?.dates ?? [], wish?.leaveOut ?? [])
  return {
    places: units.map(({ id, kind, name }) => ({
      value: id,
      label: partName(kind, name, event.locals.locale),
    })),
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

const labels = () => ({
  'booker.name': m.space_office_for_booker(),
  'booker.phone': m.space_office_for_phone(),
  groupKind: m.space_office_for_group(),
  name: m.space_office_for_name(),
  purpose: m.space_office_for_purpose(),
  attendees: m.space_office_for_attendees(),
})

export const actions: Actions = {
  /** All of the dates that were shown as free, for whoever rang up; accepted at once. */
  async default(event) {
    const fields = await readForm(event)
    const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
    const wish = readWish(event.url, event.params.id)
    const result = await submit(event, bookSeries, {
      ...wish,
      dates: fields.get('dates')?.map(String) ?? [],
      name: text('name') || text('booker.name') || undefined,
    })
    if (!result.ok) {
      const state = named(result, labels())
      // Who comes alone has no group: the name that is missing is their own.
      if (state.errors['booker.name']) delete state.errors.name
      return fail(result.failure.status, state)
    }
    const { dates, manage } = result.output
    setFlash(event, m.series_office_done({ count: dates.filter(({ booking }) => booking !== null).length }))
    redirect(303, manage)
  },
}
