import { submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { offerBooking } from '#modules/space/exchange/operations.server.ts'
import { wantedOf } from '../booking.server.ts'
import { loadExchanges, sent, withdraw } from '../exchange.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => loadExchanges(event)

export const actions: Actions = {
  async offer(event) {
    const result = await submit(event, offerBooking, wantedOf(event))
    if (!result.ok) return result.failure
    return sent(event, m.series_hand_offered())
  },
  withdraw,
}
