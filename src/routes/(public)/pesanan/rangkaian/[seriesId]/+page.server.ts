import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { isOpen } from '#modules/space/bookings/states.ts'
import { cancelSeries, readSeries } from '#modules/space/series/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function wantedOf(event: RequestEvent) {
  const token = event.url.searchParams.get('t')
  return { seriesId: event.params.seriesId, ...(token !== null && { token }) }
}
const searchOf = (event: RequestEvent) => {
  const token = event.url.searchParams.get('t')
  return token === null ? '' : `t=${encodeURIComponent(token)}`
}

export const load: PageServerLoad = async (event) => {
  const series = await query(event, readSeries, wantedOf(event))
  const now = new Date().toISOString()
  return {
    series,
    isNew: event.url.searchParams.has('baru'),
    coming: series.dates.filter(({ booking }) => booking && isOpen(booking.state) && booking.start > now),
    cancelAction: `?/cancel&${searchOf(event)}`,
  }
}

export const actions: Actions = {
  async cancel(event) {
    const result = await submit(event, cancelSeries, wantedOf(event))
    if (!result.ok) return result.failure
    setFlash(event, m.series_cancelled())
    redirect(303, `${href(`/pesanan/rangkaian/${result.output.id}`, event.locals.locale)}?${searchOf(event)}`)
  },
}
