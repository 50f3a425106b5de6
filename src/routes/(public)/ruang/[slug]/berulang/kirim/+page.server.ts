import { error, redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { readWish, searchWithout } from '#modules/space/series/address.ts'
import { bookSeries, readSeriesDates } from '#modules/space/series/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function wishOf(event: RequestEvent) {
  const wish = readWish(event.url, event.params.slug ?? '')
  if (!wish) redirect(303, href(`/ruang/${event.params.slug}/berulang`, event.locals.locale))
  return wish
}

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const wish = wishOf(event)
  if (!isSignedIn(actor)) {
    const next = event.url.pathname + event.url.search
    redirect(303, href(`/masuk?next=${encodeURIComponent(next)}`, locale))
  }
  const [space, preview] = await Promise.all([
    query(event, readSpace, { spaceId: event.params.slug }),
    query(event, readSeriesDates, wish),
  ])
  const here = href(`/ruang/${space.slug}/berulang`, locale)
  const refused = preview.dates.filter(({ state }) => state !== 'free').map(({ date }) => date)
  return {
    space: {
      name: space.name,
      slug: space.slug,
      zone: space.zone,
      capacity: space.capacity,
      approval: space.approval,
    },
    dates: preview.dates.filter(({ state }) => state === 'free'),
    back: `${here}?${event.url.searchParams.toString()}#tanggal`,
    /** The same without what cannot be had (any more). */
    without: `${here}/kirim?${searchWithout(event.url, refused)}`,
  }
}

export const actions: Actions = {
  async default(event) {
    const wish = wishOf(event)
    const sent = await submit(event, bookSeries, { ...wish })
    if (!sent.ok) return sent.failure
    if (sent.output.dates.length === 0) error(404, m.series_not_found())
    redirect(303, `${sent.output.manage}&baru=1`)
  },
}
