import { error, redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { callOf, query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { changeProfile } from '#modules/identity/accounts/own-operations.server.ts'
import { confirmBooking, letHoldGo, readHold } from '#modules/space/bookings/operations.server.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, millis } from '#modules/space/time.ts'
import { partName } from '#modules/space/units/words.ts'
import { partsFor } from '../../parts.server.ts'
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
  const parts = await partsFor(event, space, hold.unitId)
  const part = parts?.current
  const search = `h=${wanted.holdId}&t=${encodeURIComponent(wanted.token)}`
  return {
    hold,
    space,
    part: part ? partName(part.kind, part.name, locale) : null,
    search,
    change: `${href(`/ruang/${space.slug}/pesan`, locale)}?${search}`,
  }
}

/** A new account has no name yet. Who comes alone has just written theirs, so nobody is asked twice. */
async function nameAccount(event: RequestEvent) {
  const { actor, locale } = event.locals
  if (!isSignedIn(actor) || actor.name !== '') return
  const { answers } = await query(event, readHold, holdOf(event))
  if (answers.groupKind !== 'person' || answers.name === undefined) return
  await execute(changeProfile, { name: answers.name, locale }, callOf(event, 'form')).catch(() => undefined)
}

export const actions: Actions = {
  async confirm(event) {
    await nameAccount(event)
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
