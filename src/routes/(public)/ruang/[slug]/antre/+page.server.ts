import { error, redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { instant, millis } from '#modules/space/time.ts'
import { waitForTime } from '#modules/space/waiting/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function timeOf({ url }: Pick<RequestEvent, 'url'>) {
  const [start, end] = [
    millis(url.searchParams.get('mulai') ?? ''),
    millis(url.searchParams.get('selesai') ?? ''),
  ]
  if (Number.isNaN(start) || Number.isNaN(end) || start >= end) error(404, m.series_wait_not_found())
  const unitId = url.searchParams.get('bagian')
  return { start: instant(start), end: instant(end), ...(unitId && { unitId }) }
}

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const time = timeOf(event)
  if (!isSignedIn(actor)) {
    const next = event.url.pathname + event.url.search
    redirect(303, href(`/masuk?next=${encodeURIComponent(next)}`, locale))
  }
  const space = await query(event, readSpace, { spaceId: event.params.slug })
  return {
    time,
    space: {
      name: space.name,
      slug: space.slug,
      zone: space.zone,
      capacity: space.capacity,
      kind: space.kind,
    },
    book: `${href(`/ruang/${space.slug}/pesan`, locale)}?mulai=${encodeURIComponent(time.start)}`,
  }
}

export const actions: Actions = {
  async default(event) {
    const joined = await submit(event, waitForTime, { spaceId: event.params.slug, ...timeOf(event) })
    if (!joined.ok) return joined.failure
    redirect(303, `${joined.output.manage}&baru=1`)
  },
}
