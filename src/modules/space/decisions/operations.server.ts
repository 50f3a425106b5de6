import { z } from 'zod'
import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { CaseFile, CasePage, CaseQuery, Decision } from '#kernel/inbox.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { noticeTexts } from '../bookings/notices.server.ts'
import { type FoundBooking, getRequested, toBooking } from '../bookings/queries.server.ts'
import { Booking } from '../bookings/schema.ts'
import { deciders, isOwnCase, mayDecide } from '../policy.ts'
import { Version } from '../schema.ts'
import { seriesText } from '../series/notices.server.ts'
import { decide, seriesFacts, seriesOf, undo } from './commands.server.ts'
import { getBackground, listCases, listReasons, toInboxItem } from './queries.server.ts'

const One = z.object({ bookingId: z.uuid() })
const locked = (ctx: Context, { bookingId }: { bookingId: string }) => getRequested(ctx, { bookingId }, true)

export const listBookingCases = operation({
  name: 'space.list_cases',
  summary: 'Booking requests that wait for a decision in your regions, by deadline.',
  http: 'GET /bookings/waiting',
  input: CaseQuery,
  output: CasePage,
  can: (actor) => allowIf(scopeOf(actor, deciders).length > 0),
  run: (ctx, filter) => listCases(ctx, filter),
})

const BookingCase = CaseFile.extend({
  booking: Booking,
  series: z
    .object({ id: z.uuid(), rule: z.string(), starts: z.array(z.iso.datetime()) })
    .nullable()
    .describe('Its undecided dates, when it is one of a series: they are decided as one.'),
  background: z.object({
    kept: z
      .number()
      .int()
      .describe('Bookings of this person or group in the last 12 months that took place.'),
    missed: z.number().int().describe('Those they did not come to.'),
    coming: z.number().int().describe('Others still to come.'),
  }),
})

async function describeCase(ctx: Context, found: FoundBooking): Promise<z.input<typeof BookingCase>> {
  const [together, reasons, background] = await Promise.all([
    seriesOf(ctx, found),
    listReasons(ctx, found.bookerLocale),
    getBackground(ctx, found.id),
  ])
  const own = isOwnCase(ctx.actor, found)
  const open = found.state === 'requested' && !own && mayDecide(ctx.actor, found) === 'allowed'
  return {
    item: toInboxItem(
      { ...found, deadline: found.deadline ?? found.start, dates: together?.starts.length ?? 1 },
      ctx.locale,
    ),
    decisions: open ? ['approve', 'reject'] : [],
    own,
    reasons: reasons.map((reason) => ({ ...reason, for: ['reject'] })),
    notices: together
      ? {
          approve: seriesText('approved', seriesFacts(found, together)),
          reject: seriesText('rejected', seriesFacts(found, together), '{reason}'),
        }
      : {
          approve: noticeTexts.approved(found),
          reject: noticeTexts.rejected(found, { reason: '{reason}', deadline: '' }),
        },
    series: together ? { id: together.id, rule: together.rule, starts: together.starts } : null,
    booking: toBooking(found, ctx.locale),
    background,
  }
}

export const readBookingCase = operation({
  name: 'space.get_case',
  summary: 'A booking request with everything needed to decide it.',
  http: 'GET /bookings/{bookingId}/case',
  input: One,
  output: BookingCase,
  subject: (ctx, { bookingId }) => getRequested(ctx, { bookingId }),
  can: (actor, found) => mayDecide(actor, found),
  run: (ctx, _, found) => describeCase(ctx, found),
})

export const decideBooking = operation({
  name: 'space.decide_booking',
  summary: 'Approve or reject a booking request. The message to the person waits ten seconds, for an undo.',
  http: 'POST /bookings/{bookingId}/decision',
  secondFactor: true,
  input: Decision.safeExtend({ bookingId: z.uuid(), version: Version.optional() }),
  output: Booking.extend({ undoUntil: z.iso.datetime() }),
  subject: locked,
  can: (actor, found) => mayDecide(actor, found),
  async run(ctx, ruling, found) {
    const { undoUntil } = await decide(ctx, found, ruling)
    return { ...toBooking(await getRequested(ctx, ruling), ctx.locale), undoUntil }
  },
})

export const undoBookingDecision = operation({
  name: 'space.undo_decision',
  summary: 'Take your own decision back within ten seconds; its message does not leave.',
  http: 'POST /bookings/{bookingId}/undo',
  secondFactor: true,
  input: One,
  output: Booking,
  subject: locked,
  can: (actor, found) => mayDecide(actor, found),
  async run(ctx, wanted, found) {
    await undo(ctx, found)
    return toBooking(await getRequested(ctx, wanted), ctx.locale)
  },
  constraints: {
    // Between a rejection and its undo somebody may have booked the time that was free.
    booking_no_overlap: () => new Fault('conflict', 'space_undo_taken'),
    booking_quota: () => new Fault('conflict', 'space_undo_taken'),
  },
})

export const decisionOperations = [listBookingCases, readBookingCase, decideBooking, undoBookingDecision]
