import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { agree, readExchange, refuseExchange } from '#modules/space/exchange/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

function wantedOf(event: RequestEvent) {
  const token = event.url.searchParams.get('t')
  return { exchangeId: event.params.exchangeId, ...(token !== null && { token }) }
}
const searchOf = (event: RequestEvent) => {
  const token = event.url.searchParams.get('t')
  return token === null ? '' : `t=${encodeURIComponent(token)}`
}

export const load: PageServerLoad = async (event) => {
  const exchange = await query(event, readExchange, wantedOf(event))
  const { locale, actor } = event.locals
  const search = searchOf(event)
  const here = href(`/tukar/${exchange.id}?${search}`, locale)
  // Whoever takes a booking over must show that the number is theirs.
  const needsSignIn = exchange.kind === 'hand_over' && !isSignedIn(actor)
  return {
    exchange,
    search,
    signIn: needsSignIn ? href(`/masuk?next=${encodeURIComponent(here)}`, locale) : null,
  }
}

export const actions: Actions = {
  async accept(event) {
    const result = await submit(event, agree, wantedOf(event))
    if (!result.ok) return result.failure
    redirect(303, `${result.output.manage}&baru=1`)
  },
  async decline(event) {
    const result = await submit(event, refuseExchange, wantedOf(event))
    if (!result.ok) return result.failure
    setFlash(event, m.series_exchange_declined_done())
    redirect(303, href(`/tukar/${result.output.id}?${searchOf(event)}`, event.locals.locale))
  },
}
