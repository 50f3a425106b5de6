import { redirect } from '@sveltejs/kit'
import { isSignedIn, isStaff } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { formatDate, formatSpan } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { listMine } from '#modules/space/bookings/operations.server.ts'
import { placeName } from '#modules/space/units/words.ts'
import type { PageServerLoad } from './$types'

/** What is somebody's own, on one page; the nearest booking is told at once. */
export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  if (!isSignedIn(actor)) redirect(303, href(`/masuk?next=${encodeURIComponent('/saya')}`, locale))
  const { items } = await query(event, listMine, { when: 'coming', limit: 1 })
  const [next] = items
  return {
    name: actor.name,
    staff: isStaff(actor),
    member: actor.grants.some(({ organisationId }) => organisationId !== null),
    next: next
      ? `${placeName(next, locale)}, ${formatDate(next.start, locale, next.zone, 'weekday')}, ${formatSpan(next.start, next.end, locale, next.zone)}`
      : null,
  }
}
