import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { loadAsk } from '../bookings/commands.server.ts'
import { Booking } from '../bookings/schema.ts'
import { getSpace } from '../places/queries.server.ts'
import { isBooker, isDesk, mayBook, mayRead } from '../policy.ts'
import { endWait, joinLine } from './commands.server.ts'
import { tellWaiting } from './notices.server.ts'
import { acceptOffer, offerTimes } from './offers.server.ts'
import { type FoundWait, getWait, listWaits, toWait } from './queries.server.ts'
import { Line, LineQuery, OneWait, Wait, WaitRequest } from './schema.ts'
import { offerSoon } from './soon.server.ts'

const locked = (ctx: Context, wanted: z.output<typeof OneWait>) => getWait(ctx, wanted, true)
/** Who waits answers for themselves; staff see it. */
function mayAnswer(actor: Actor, wait: FoundWait): Verdict {
  if (isBooker(actor, wait)) return 'allowed'
  return isDesk(actor, wait.regionCode) ? 'forbidden' : 'hidden'
}

export const waitForTime = operation({
  name: 'space.join_line',
  summary:
    'Get in line for a time that somebody has; when it is given back, it is offered to the first in line.',
  http: 'POST /spaces/{spaceId}/waiting-list',
  creates: true,
  input: WaitRequest,
  output: Wait,
  subject: (ctx, request) => loadAsk(ctx, request.spaceId, request),
  can: (actor, ask, request) => mayBook(actor, ask, request.booker !== undefined),
  async run(ctx, request, ask) {
    const waitId = await joinLine(ctx, ask, request)
    return toWait(ctx, await getWait(ctx, { waitId }))
  },
  constraints: {
    waiting_once: () => new Fault('conflict', 'series_line_twice', { details: { rule: 'waiting' } }),
  },
})

export const readWait = operation({
  name: 'space.get_wait',
  summary: 'Your place in line, and the offer when it is your turn.',
  http: 'GET /waits/{waitId}',
  input: OneWait,
  output: Wait,
  subject: (ctx, wanted) => getWait(ctx, wanted),
  can: (actor, wait) => mayRead(actor, wait),
  run: (ctx, _, wait) => toWait(ctx, wait),
})

export const acceptTime = operation({
  name: 'space.accept_offer',
  summary: 'Take the time that is offered to you, until the deadline.',
  http: 'POST /waits/{waitId}/acceptance',
  creates: true,
  input: OneWait,
  output: Booking,
  subject: locked,
  can: mayAnswer,
  run: (ctx, _, wait) => acceptOffer(ctx, wait),
  constraints: {
    booking_quota: () => new Fault('conflict', 'space_refuse_quota_now', { details: { rule: 'quota' } }),
  },
})

export const leaveLine = operation({
  name: 'space.leave_line',
  summary: 'Leave the line, or decline an offer: the time goes to the next.',
  http: 'POST /waits/{waitId}/leave',
  input: OneWait,
  output: Wait,
  subject: locked,
  can: mayAnswer,
  async run(ctx, _, wait) {
    if (wait.state !== 'waiting' && wait.state !== 'offered')
      throw new Fault('conflict', 'series_offer_over', { details: { state: wait.state } })
    const state = wait.state === 'offered' ? 'declined' : 'left'
    await endWait(ctx, wait, state)
    if (state === 'declined') offerSoon(ctx, wait.spaceId)
    return toWait(ctx, { ...wait, state })
  },
})

export const readLine = operation({
  name: 'space.list_line',
  summary: 'Who waits for times of a space, for its staff.',
  http: 'GET /spaces/{spaceId}/waiting-list',
  input: LineQuery,
  output: Line,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: (ctx, filter) => listWaits(ctx, filter),
})

export const removeFromLine = operation({
  name: 'space.remove_from_line',
  summary: 'Take somebody out of the line, with the reason that they are told.',
  http: 'POST /waits/{waitId}/removal',
  input: z.object({ waitId: z.uuid(), reason: z.string().trim().min(3).max(500) }),
  output: Wait,
  subject: (ctx, { waitId }) => getWait(ctx, { waitId }, true),
  can: (actor, wait) =>
    allowIf(isDesk(actor, wait.regionCode), isBooker(actor, wait) ? 'forbidden' : 'hidden'),
  async run(ctx, { reason }, wait) {
    if (wait.state !== 'waiting' && wait.state !== 'offered')
      throw new Fault('conflict', 'series_offer_over', { details: { state: wait.state } })
    await endWait(ctx, wait, 'removed', reason)
    tellWaiting(ctx, 'removed', wait, { reason })
    offerSoon(ctx, wait.spaceId)
    return toWait(ctx, { ...wait, state: 'removed', reason })
  },
})

export const offerFreed = operation({
  name: 'space.offer_times',
  summary: 'Offer times that became free to those who wait for them, in their order.',
  input: z.object({ spaceId: z.uuid() }),
  output: z.object({ offered: z.number().int() }),
  can: (actor) => allowIf(actor.kind === 'system', 'hidden'),
  async run(ctx, { spaceId }) {
    const offered = await offerTimes(ctx, spaceId)
    ctx.audit({ subject: { type: 'space', id: spaceId }, changes: { offered }, nothing: offered === 0 })
    return { offered }
  },
})

export const waitingOperations = [
  waitForTime,
  readWait,
  acceptTime,
  leaveLine,
  readLine,
  removeFromLine,
  offerFreed,
]
