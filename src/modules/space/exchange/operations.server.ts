import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { operation, type Verdict } from '#kernel/operation.ts'
import { type FoundBooking, getRequested, toBooking } from '../bookings/queries.server.ts'
import { Booking } from '../bookings/schema.ts'
import { isBooker, isDesk, mayRead } from '../policy.ts'
import { acceptExchange, decline } from './accept.server.ts'
import { proposeHandOver, proposeSwap, withdraw } from './propose.server.ts'
import {
  type FoundExchange,
  getExchange,
  isProposer,
  isRecipient,
  listExchanges,
  sideOf,
  toExchange,
} from './queries.server.ts'
import { Exchange, ExchangesOf, HandOverWish, OneExchange, SwapWish } from './schema.ts'

const lockedBooking = (ctx: Context, wanted: z.output<typeof ExchangesOf>) => getRequested(ctx, wanted, true)
const locked = (ctx: Context, wanted: z.output<typeof OneExchange>) => getExchange(ctx, wanted, true)

/** Whoever booked gives it away; staff move bookings, and say why. */
function mayPropose(actor: Actor, booking: FoundBooking): Verdict {
  if (isBooker(actor, booking)) return 'allowed'
  return isDesk(actor, booking.regionCode) ? 'forbidden' : 'hidden'
}

const maySee = (actor: Actor, found: FoundExchange): Verdict =>
  isRecipient(actor, found) || isProposer(actor, found) || isDesk(actor, found.regionCode)
    ? 'allowed'
    : 'hidden'

/** Only whoever was asked. */
function mayAnswer(actor: Actor, found: FoundExchange): Verdict {
  if (isRecipient(actor, found)) return 'allowed'
  return maySee(actor, found) === 'allowed' ? 'forbidden' : 'hidden'
}

const twice = () => new Fault('conflict', 'series_exchange_twice')
const proposed = async (ctx: Context, exchangeId: string) =>
  toExchange(ctx, await getExchange(ctx, { exchangeId }), 'proposer')

export const askToSwap = operation({
  name: 'space.propose_swap',
  summary: 'Ask the booker of another time of the same space to swap; nothing changes until they agree.',
  http: 'POST /bookings/{bookingId}/swaps',
  creates: true,
  input: SwapWish,
  output: Exchange,
  subject: lockedBooking,
  can: mayPropose,
  run: async (ctx, { reference }, found) => proposed(ctx, await proposeSwap(ctx, found, reference)),
  constraints: { exchange_once: twice },
})

export const offerBooking = operation({
  name: 'space.propose_hand_over',
  summary: 'Offer a booking to somebody by their phone number; it stays yours until they accept.',
  http: 'POST /bookings/{bookingId}/hand-overs',
  creates: true,
  input: HandOverWish,
  output: Exchange,
  subject: lockedBooking,
  can: mayPropose,
  run: async (ctx, { name, phone }, found) =>
    proposed(ctx, await proposeHandOver(ctx, found, { name, phone })),
  constraints: { exchange_once: twice },
})

export const takeBack = operation({
  name: 'space.withdraw_exchange',
  summary: 'Take back a proposal to swap or to give away a booking that nobody answered yet.',
  http: 'POST /bookings/{bookingId}/exchange-withdrawal',
  input: ExchangesOf,
  output: z.object({ bookingId: z.uuid() }),
  subject: lockedBooking,
  can: mayPropose,
  async run(ctx, { bookingId }, found) {
    await withdraw(ctx, found)
    return { bookingId }
  },
})

export const readExchanges = operation({
  name: 'space.list_exchanges',
  summary: 'Proposals to swap or give away a booking, latest first; for its booker and staff of the region.',
  http: 'GET /bookings/{bookingId}/exchanges',
  input: ExchangesOf,
  output: z.object({ items: z.array(Exchange) }),
  subject: (ctx, wanted) => getRequested(ctx, wanted),
  can: (actor, found) => mayRead(actor, found),
  async run(ctx, { bookingId }, booking) {
    const found = await listExchanges(ctx, bookingId)
    const sideFor = ({ otherBookingId }: FoundExchange) =>
      otherBookingId === bookingId ? 'recipient' : 'proposer'
    const booker = isBooker(ctx.actor, booking)
    const items: Exchange[] = []
    for (const each of found) items.push(await toExchange(ctx, each, booker ? sideFor(each) : 'staff'))
    return { items }
  },
})

export const readExchange = operation({
  name: 'space.get_exchange',
  summary: 'A proposal to swap or take over a booking, for both sides and staff of the region.',
  http: 'GET /exchanges/{exchangeId}',
  input: OneExchange,
  output: Exchange,
  subject: (ctx, wanted) => getExchange(ctx, wanted),
  can: maySee,
  run: (ctx, _, found) => toExchange(ctx, found, sideOf(ctx.actor, found)),
})

export const agree = operation({
  name: 'space.accept_exchange',
  summary: 'Agree: swap the two times, or take over the booking, with new codes and links.',
  http: 'POST /exchanges/{exchangeId}/acceptance',
  creates: true,
  input: OneExchange,
  output: Booking,
  subject: locked,
  can: mayAnswer,
  run: async (ctx, _, found) => toBooking(await acceptExchange(ctx, found), ctx.locale),
})

export const refuseExchange = operation({
  name: 'space.decline_exchange',
  summary: 'Decline a proposal: everything stays as it is.',
  http: 'POST /exchanges/{exchangeId}/refusal',
  input: OneExchange,
  output: Exchange,
  subject: locked,
  can: mayAnswer,
  async run(ctx, _, found) {
    await decline(ctx, found)
    return toExchange(ctx, { ...found, state: 'declined', endedAt: ctx.now }, 'recipient')
  },
})

export const exchangeOperations = [
  askToSwap,
  offerBooking,
  takeBack,
  readExchanges,
  readExchange,
  agree,
  refuseExchange,
]
