import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { getBookable } from '../calendar/queries.server.ts'
import { isBooker, isDesk, mayBook, mayRead } from '../policy.ts'
import { SpaceKey, Version } from '../schema.ts'
import { millis } from '../time.ts'
import { loadAsk, requestTime } from './commands.server.ts'
import { answerHold, confirmHold, getHold, holdTime, releaseHold, toHold } from './holds.server.ts'
import { assertVersion, cancelBooking, moveBooking } from './lifecycle.server.ts'
import { getRequested, listOwnBookings, listSpaceBookings, toBooking } from './queries.server.ts'
import { takenMeanwhile } from './rules.ts'
import {
  Answers,
  Booking,
  BookingPage,
  BookingRequest,
  Hold,
  HoldRequest,
  OwnBookings,
  SpaceBookings,
  Time,
  Token,
  UnitId,
} from './schema.ts'
import { refusalFault } from './write.server.ts'

const quotaFull = () => new Fault('conflict', 'space_refuse_quota_now', { details: { rule: 'quota' } })

/** Ask for a space at a time. Two accepted bookings of one unit never overlap. */
export const requestBooking = operation({
  name: 'space.request_booking',
  summary: 'Ask for a space at a time; accepted at once or put before an officer, as the space says.',
  http: 'POST /spaces/{spaceId}/bookings',
  creates: true,
  input: BookingRequest,
  output: Booking,
  subject: (ctx, request) => loadAsk(ctx, request.spaceId, request),
  can: (actor, ask, request) => mayBook(actor, ask, request.booker !== undefined),
  run: (ctx, request, ask) => requestTime(ctx, ask, request),
})

export const holdSpace = operation({
  name: 'space.hold',
  summary: 'Keep a free time for ten minutes while you answer the rest. Nobody else can book it meanwhile.',
  http: 'POST /spaces/{spaceId}/holds',
  creates: true,
  input: HoldRequest,
  output: Hold,
  subject: (ctx, { spaceId, start, end, unitId }) =>
    getBookable(ctx.db, spaceId, {
      from: start,
      to: end,
      now: ctx.now,
      accountId: ctx.actor.accountId,
      unitId,
    }),
  can: () => 'allowed',
  run: (ctx, wish, space) => holdTime(ctx, space, wish),
})

const OneHold = z.object({ holdId: z.uuid(), token: Token.optional() })

export const readHold = operation({
  name: 'space.get_hold',
  summary: 'A hold of yours: until when it lasts and what you have answered.',
  http: 'GET /holds/{holdId}',
  input: OneHold,
  output: Hold,
  subject: (ctx, { holdId, token }) => getHold(ctx, holdId, token),
  can: () => 'allowed',
  run: async (ctx, _, found) => toHold(found, ctx.now),
})

export const describeHold = operation({
  name: 'space.answer_hold',
  summary: 'Say who comes and what for; kept with the hold until it is confirmed.',
  http: 'PUT /holds/{holdId}',
  input: OneHold.extend(Answers.shape),
  output: Hold,
  subject: (ctx, { holdId, token }) => getHold(ctx, holdId, token, true),
  can: () => 'allowed',
  async run(ctx, { holdId, token, ...answers }, found) {
    const answered = await answerHold(ctx, found, answers)
    ctx.audit({ subject: { type: 'booking', id: holdId }, region: found.regionCode })
    return toHold(answered, ctx.now)
  },
})

export const confirmBooking = operation({
  name: 'space.confirm_hold',
  summary: 'Make an answered hold a booking.',
  http: 'POST /holds/{holdId}/confirmation',
  creates: true,
  input: OneHold,
  output: Booking,
  subject: (ctx, { holdId, token }) => getHold(ctx, holdId, token, true),
  can: (actor) => allowIf(isSignedIn(actor)),
  run: (ctx, _, found) => confirmHold(ctx, found),
  constraints: {
    // The hold had run out and somebody has the time.
    async booking_no_overlap(ctx, { holdId, token }) {
      const found = await getHold(ctx, holdId, token)
      const wanted = { start: millis(found.start), end: millis(found.end) }
      return refusalFault(ctx, found, wanted, takenMeanwhile, holdId)
    },
    booking_quota: quotaFull,
  },
})

export const letHoldGo = operation({
  name: 'space.release_hold',
  summary: 'Let a hold go before its ten minutes are over.',
  http: 'POST /holds/{holdId}/release',
  input: OneHold,
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { holdId, token }) => getHold(ctx, holdId, token, true),
  can: () => 'allowed',
  async run(ctx, { holdId }, found) {
    await releaseHold(ctx, found)
    return { id: holdId }
  },
})

const OneBooking = z.object({ bookingId: z.uuid(), token: Token.optional() })
const locked = (ctx: Context, wanted: z.output<typeof OneBooking>) => getRequested(ctx, wanted, true)

export const readBooking = operation({
  name: 'space.get_booking',
  summary: 'A booking of yours, of your region, or whose signed link you have.',
  http: 'GET /bookings/{bookingId}',
  input: OneBooking,
  output: Booking.extend({ yours: z.boolean() }),
  subject: (ctx, wanted) => getRequested(ctx, wanted),
  can: (actor, found) => mayRead(actor, found),
  run: async (ctx, _, found) => ({ ...toBooking(found, ctx.locale), yours: isBooker(ctx.actor, found) }),
})

export const cancel = operation({
  name: 'space.cancel_booking',
  summary: 'Give a booked time back, until it begins. Staff say why, and the booker is told.',
  http: 'POST /bookings/{bookingId}/cancellation',
  input: OneBooking.extend({ reason: z.string().trim().max(500).optional(), version: Version.optional() }),
  output: Booking,
  subject: locked,
  can: (actor, found) => mayRead(actor, found),
  async run(ctx, { reason, version, ...wanted }, found) {
    assertVersion(found, version)
    await cancelBooking(ctx, found, reason)
    return toBooking(await getRequested(ctx, wanted), ctx.locale)
  },
})

export const reschedule = operation({
  name: 'space.reschedule_booking',
  summary:
    'Move a booking to another free time of its space. Where an officer decides, the new time is decided again.',
  http: 'POST /bookings/{bookingId}/reschedule',
  input: OneBooking.extend(Time.shape)
    .extend({ version: Version.optional(), unitId: UnitId.describe('Another unit of the space.') })
    .refine((time) => time.start < time.end, { path: ['end'], message: 'space_field_end' }),
  output: Booking,
  subject: locked,
  can: (actor, found) => mayRead(actor, found),
  async run(ctx, { start, end, unitId, version, ...wanted }, found) {
    assertVersion(found, version)
    await moveBooking(ctx, found, { start, end, unitId })
    return toBooking(await getRequested(ctx, wanted), ctx.locale)
  },
  constraints: {
    async booking_no_overlap(ctx, { bookingId, token, start, end, unitId }) {
      const found = await getRequested(ctx, { bookingId, token })
      const wanted = { start: millis(start), end: millis(end) }
      return refusalFault(
        ctx,
        { ...found, unitId: unitId ?? found.unitId },
        wanted,
        takenMeanwhile,
        bookingId,
      )
    },
  },
})

export const listMine = operation({
  name: 'space.list_mine',
  summary: 'Your bookings: those to come, soonest first, or those that are over, latest first.',
  http: 'GET /my-bookings',
  input: OwnBookings,
  output: BookingPage,
  can: (actor) => allowIf(isSignedIn(actor)),
  run: (ctx, filter) => listOwnBookings(ctx, filter),
})

export const listBookings = operation({
  name: 'space.list_bookings',
  summary: 'Bookings of a space, for its staff, in the order of time.',
  http: 'GET /spaces/{spaceId}/bookings',
  input: SpaceBookings.extend({ spaceId: SpaceKey }),
  output: BookingPage,
  subject: (ctx, { spaceId }) =>
    getBookable(ctx.db, spaceId, { from: ctx.now, to: ctx.now, now: ctx.now, accountId: null }),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: (ctx, filter, space) => listSpaceBookings(ctx, space.rules.zone, filter),
})

export const bookingOperations = [
  requestBooking,
  holdSpace,
  readHold,
  describeHold,
  confirmBooking,
  letHoldGo,
  readBooking,
  cancel,
  reschedule,
  listMine,
  listBookings,
]
