import { error, redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { query, submit } from '#kernel/form.server.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { type CalendarDay, longestCalendar } from '#modules/space/calendar/schema.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { dateAt, dateOf, instant, millis, plusDays } from '#modules/space/time.ts'
import { partName } from '#modules/space/units/words.ts'
import { waitForTime } from '#modules/space/waiting/operations.server.ts'
import { partAsked, partsFor } from '../parts.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** The time that the address names; without one it is chosen first. */
function timeOf({ url }: Pick<RequestEvent, 'url'>) {
  const [start, end] = [
    millis(url.searchParams.get('mulai') ?? ''),
    millis(url.searchParams.get('selesai') ?? ''),
  ]
  if (Number.isNaN(start) || Number.isNaN(end) || start >= end) return undefined
  const unitId = partAsked(url)
  return { start: instant(start), end: instant(end), ...(unitId && { unitId }) }
}

/** How far ahead the first taken time is looked for: as long as one calendar may be. */
const ahead = longestCalendar - 1

/**
 * The times of a day that somebody has, of the part one would like to have. Without a day the first that has any.
 */
async function chooseFrom(event: RequestEvent, { zone }: { zone: string }) {
  const { locale } = event.locals
  const today = dateAt(Date.now(), zone)
  const asked = dateOf(event.url.searchParams.get('hari'))
  const wanted = partAsked(event.url)
  const { space, days } = await query(event, readCalendar, {
    spaceId: event.params.slug,
    from: asked ?? today,
    to: asked ?? plusDays(today, ahead),
    unitId: wanted,
    starts: false,
  })
  const parts = await partsFor(event, space, wanted)
  const now = instant(Date.now())
  const takenOn = ({ state, segments }: CalendarDay) =>
    state === 'open'
      ? segments.filter(({ kind, start }) => (kind === 'taken' || kind === 'waiting') && start > now)
      : []
  const found = days.find((one) => takenOn(one).length > 0)
  const day = found?.date ?? asked ?? today
  return {
    day,
    today,
    asked: asked !== undefined,
    dayName: formatDate(day, locale, zone, 'weekday'),
    part: parts?.current.id,
    parts: (parts?.units ?? [])
      .filter(({ bookable }) => bookable)
      .map(({ id, kind, name }) => ({ value: id, label: partName(kind, name, locale) })),
    taken: found ? takenOn(found) : [],
  }
}

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const time = timeOf(event)
  if (time && !isSignedIn(actor)) {
    const next = event.url.pathname + event.url.search
    redirect(303, href(`/masuk?next=${encodeURIComponent(next)}`, locale))
  }
  const space = await query(event, readSpace, { spaceId: event.params.slug })
  const book = href(`/ruang/${space.slug}/pesan`, locale)
  return {
    time,
    choice: time ? undefined : await chooseFrom(event, space),
    space: {
      name: space.name,
      slug: space.slug,
      zone: space.zone,
      capacity: space.capacity,
      kind: space.kind,
    },
    book: time ? `${book}?mulai=${encodeURIComponent(time.start)}` : book,
  }
}

export const actions: Actions = {
  async default(event) {
    const time = timeOf(event)
    if (!time) error(404, m.series_wait_not_found())
    const joined = await submit(event, waitForTime, { spaceId: event.params.slug, ...time })
    if (!joined.ok) return joined.failure
    redirect(303, `${joined.output.manage}&baru=1`)
  },
}
