import { error, redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { confirmBooking, letHoldGo, readHold } from '#modules/space/bookings/operations.server.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, millis } from '#modules/space/time.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function holdOf(event: Pick<RequestEvent, 'url'>) {
  const holdId = event.url.searchParams.get('h')
  const token = event.url.searchParams.get('t')
  if (holdId === null || token === null) error(404, m.space_hold_not_found())
  return { holdId, token }
}

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const wanted = holdOf(event)
  const hold = await query(event, readHold, wanted)
  if (!isSignedIn(actor)) {
    const next = event.url.pathname + event.url.search
    redirect(303, href(`/masuk?next=${encodeURIComponent(next)}`, locale))
  }
  const day = dateAt(millis(hold.start), 'Asia/Jakarta')
  const { space } = await query(event, readCalendar, { spaceId: hold.spaceSlug, from: day, to: day })
  const search = `h=${wanted.holdId}&t=${encodeURIComponent(wanted.token)}`
  return { hold, space, search, change: `${href(`/ruang/${space.slug}/pesan`, locale)}?${search}` }
}

export const actions: Actions = {
  async confirm(event) {
    const result = await submit(event, confirmBooking, holdOf(event))
    if (!result.ok) return result.failure
    redirect(303, `${result.output.manage}&baru=1`)
  },
  async release(event) {
    const result = await submit(event, letHoldGo, holdOf(event))
    if (!result.ok) return result.failure
    setFlash(event, m.space_check_released())
    redirect(303, href(`/ruang/${event.params.slug}`, event.locals.locale))
  },
}
