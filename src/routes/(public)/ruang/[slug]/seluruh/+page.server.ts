import { fail, redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { atTypedTime, eventTime } from '#modules/space/clearing/event-time.ts'
import { askForWhole } from '#modules/space/clearing/wish-operations.server.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { clock, dateAt, localDay, millis, minute } from '#modules/space/time.ts'
import { named } from '#modules/space/ui/field-names.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import { partName } from '#modules/space/units/words.ts'
import { partAsked } from '../parts.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Day and hours of the wish on the wall of the space, from the address, for the form to begin with. */
function asked({ url }: Pick<RequestEvent, 'url'>, zone: string) {
  const [start, end] = ['mulai', 'selesai'].map((name) => millis(url.searchParams.get(name) ?? ''))
  if (start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end))
    return { day: '', from: '', to: '' }
  const day = dateAt(start, zone)
  const wall = (at: number) => clock((at - localDay(day, zone).start) / minute).replace('.', ':')
  return { day, from: wall(start), to: wall(end) }
}

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  if (!isSignedIn(actor)) {
    const next = event.url.pathname + event.url.search
    redirect(303, href(`/masuk?next=${encodeURIComponent(next)}`, locale))
  }
  const space = await query(event, readSpace, { spaceId: event.params.slug })
  const { items } = await query(event, readUnits, { spaceId: space.id })
  const places = items.filter(
    ({ kind, active, bookable }) => active && bookable && (kind === 'whole' || kind === 'area'),
  )
  const wanted = partAsked(event.url)
  return {
    space: { name: space.name, slug: space.slug, capacity: space.capacity },
    places: places.map(({ id, kind, name }) => ({ value: id, label: partName(kind, name, locale) })),
    place: places.find(({ id }) => id === wanted)?.id ?? places[0]?.id ?? '',
    today: dateAt(Date.now(), space.zone),
    ...asked(event, space.zone),
  }
}

const labels = () => ({
  title: m.cowork_event_name(),
  unitId: m.cowork_event_place(),
  groupKind: m.space_book_group(),
  purpose: m.space_book_purpose(),
  attendees: m.space_book_attendees(),
  note: m.cowork_wish_note(),
})

export const actions: Actions = {
  async default(event) {
    const fields = await readForm(event)
    const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
    const space = await query(event, readSpace, { spaceId: event.params.slug })
    const { start, end, wrong } = eventTime(fields, space.zone)
    const wish = { spaceId: space.id, start, end, unitId: text('unitId') || undefined }
    const result = await submit(event, askForWhole, wish)
    if (!result.ok) return fail(result.failure.status, atTypedTime(named(result, labels()), wrong))
    redirect(303, `${result.output.manage}&baru=1`)
  },
}
