import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { askerOf, checkShare, groupOf, loadAsk, outcomeOf, partyOf } from '../bookings/commands.server.ts'
import { endBooking } from '../bookings/lifecycle.server.ts'
import { newReference, openLinks } from '../bookings/links.server.ts'
import { type FoundBooking, getRequested } from '../bookings/queries.server.ts'
import { refuseAsker, refuseRoom, takenMeanwhile } from '../bookings/rules.ts'
import {
  type BookingColumns,
  insertion,
  placeOf,
  refusalFault,
  withOpen,
  writeBooking,
} from '../bookings/write.server.ts'
import type { Bookable } from '../calendar/queries.server.ts'
import { millis } from '../time.ts'
import { judge } from './judge.server.ts'
import { tellAccepted, tellProposer } from './notices.server.ts'
import { type FoundExchange, stateOf } from './queries.server.ts'

const spanOf = ({ start, end }: { start: string; end: string }) => ({
  start: millis(start),
  end: millis(end),
})

/** @throws Fault `conflict` when it was answered, ran out, or one of the bookings is no longer what was proposed. */
export function assertProposed(ctx: Context, found: FoundExchange): void {
  const state = stateOf(found, ctx.now)
  if (state !== 'proposed') throw new Fault('conflict', 'series_exchange_over', { details: { state } })
}

/** The other agrees. @returns the booking they have now */
export function acceptExchange(ctx: Context, found: FoundExchange): Promise<FoundBooking> {
  assertProposed(ctx, found)
  return found.other === null ? acceptHandOver(ctx, found) : acceptSwap(ctx, found, found.other)
}

/** What the booker said, at a time and by an outcome of its own. */
function carried(
  ctx: Context,
  booking: FoundBooking,
  place: { start: string; end: string },
  outcome: ReturnType<typeof outcomeOf>,
): BookingColumns {
  const { accountId, recordedBy, bookerName, bookerPhone, bookerLocale, source } = booking
  const { groupKind, groupName, groupPublic, businessId, purpose, note, attendees } = booking
  return {
    ...outcome,
    start: place.start,
    end: place.end,
    ...{ accountId, recordedBy, bookerName, bookerPhone, bookerLocale, source },
    ...{ groupKind, groupName, groupPublic, businessId, purpose, note, attendees },
    holdUntil: null,
    requestedAt: ctx.now,
  }
}

/** Both bookings end and two new ones begin, each with the other's time: all of it, or none. */
async function acceptSwap(ctx: Context, found: FoundExchange, other: FoundBooking): Promise<FoundBooking> {
  const { booking } = found
  const [mine, theirs] = [await judge(ctx, other, booking), await judge(ctx, booking, other)]
  if (mine.refusal)
    throw await refusalFault(ctx, placeOf(mine.space), spanOf(booking), mine.refusal, other.id)
  // Why their share does not allow it is nobody else's business.
  if (theirs.refusal) throw new Fault('conflict', 'series_swap_refused', { details: { rule: 'other' } })
  const numbers = await quotaNumbers(ctx, [booking.id, other.id])
  for (const each of [booking, other])
    await endBooking(
      ctx,
      each,
      'cancelled',
      'booker',
      m.series_swap_reason({}, { locale: each.bookerLocale }),
    )
  const [becameId, otherBecameId] = [newId(), newId()]
  await openLinks(ctx.db, found.id, booking.id, other.id, becameId, otherBecameId)
  const standards = await getSettings(ctx.db, 'standards')
  const write = async (id: string, each: FoundBooking, space: Bookable, place: FoundBooking) => {
    const row = carried(ctx, each, place, outcomeOf(ctx, space, false, place.start, standards))
    const written = { id, reference: newReference() }
    const number = numbers.get(each.id) ?? null
    if ((await ctx.db.exec(insertion(space, row, written, number, ctx.now))) !== 1)
      throw await refusalFault(ctx, placeOf(space), spanOf(place), takenMeanwhile)
  }
  await write(becameId, booking, theirs.space, other)
  await write(otherBecameId, other, mine.space, booking)
  await finish(ctx, found, becameId, otherBecameId)
  tellAccepted(ctx, found.id, await getRequested(ctx, { bookingId: becameId }))
  const swapped = await getRequested(ctx, { bookingId: otherBecameId })
  tellAccepted(ctx, found.id, swapped)
  return swapped
}

/** Each goes on with the number of their booking that ends: a swap adds none. */
async function quotaNumbers(ctx: Context, ids: string[]): Promise<Map<string, number | null>> {
  const rows = await ctx.db.many(
    text<{ id: string; number: number | null }>(
      'select id, quota_no as number from space.booking where id = any ($1::uuid[])',
      [ids],
    ),
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/** The booking ends, and the same time begins as the new person's, by the rules for them. */
async function acceptHandOver(ctx: Context, found: FoundExchange): Promise<FoundBooking> {
  const { booking } = found
  if (!isSignedIn(ctx.actor)) throw new Fault('unauthenticated', 'series_hand_sign_in')
  const ask = await loadAsk(ctx, booking.spaceId, booking)
  const { space, contact } = ask
  if (contact?.phone !== found.toPhone)
    throw new Fault('forbidden', 'series_hand_phone', { params: { digits: (found.toPhone ?? '').slice(-4) } })
  const asker = withOpen(await askerOf(ctx, space, undefined, false), space)
  const refusal = refuseAsker(space, asker) ?? refuseRoom(booking.attendees, space.capacity)
  if (refusal) throw await refusalFault(ctx, placeOf(space), spanOf(booking), refusal, booking.id)
  const bookerName = contact?.name || (found.toName ?? '')
  // The group stays; its registration and the notes were the other's to give.
  const answers = { groupKind: booking.groupKind, name: booking.groupName ?? bookerName }
  await checkShare(ctx, space, { ...partyOf(ctx, contact), ...groupOf(answers) }, spanOf(booking), booking.id)
  const reason = m.series_hand_reason({}, { locale: booking.bookerLocale })
  await endBooking(ctx, booking, 'cancelled', 'booker', reason)
  const id = newId()
  await openLinks(ctx.db, found.id, booking.id, id)
  const row: BookingColumns = {
    ...carried(ctx, booking, booking, outcomeOf(ctx, space, false, booking.start, ask.standards)),
    accountId: ctx.actor.accountId,
    recordedBy: null,
    bookerName,
    bookerPhone: found.toPhone,
    bookerLocale: contact?.locale ?? ctx.locale,
    businessId: null,
    note: null,
    source: ctx.actor.kind === 'key' ? 'api' : 'web',
  }
  await writeBooking(ctx, space, asker, row, id)
  await finish(ctx, found, id, null)
  const given = await getRequested(ctx, { bookingId: id })
  tellAccepted(ctx, found.id, given)
  tellProposer(ctx, 'given', found)
  return given
}

async function finish(
  ctx: Context,
  found: FoundExchange,
  becameId: string,
  otherBecameId: string | null,
): Promise<void> {
  await ctx.db.exec(
    text(
      `update space.exchange set state = 'accepted', ended_at = $2, became_id = $3, other_became_id = $4 where id = $1`,
      [found.id, ctx.now, becameId, otherBecameId],
    ),
  )
  // Figures count what goes on, not what ended for it.
  await ctx.db.exec(
    text('update space.booking set continued = true where id = any ($1::uuid[])', [
      [found.bookingId, found.otherBookingId].filter((id) => id !== null),
    ]),
  )
  ctx.audit({
    subject: { type: 'booking', id: found.bookingId },
    region: found.regionCode,
    changes: {
      exchange: found.id,
      ended: [found.bookingId, found.otherBookingId].filter((id) => id !== null),
      written: [becameId, otherBecameId].filter((id) => id !== null),
    },
  })
}

/** No: everything stays as it is. */
export async function decline(ctx: Context, found: FoundExchange): Promise<void> {
  assertProposed(ctx, found)
  await ctx.db.exec(
    text(`update space.exchange set state = 'declined', ended_at = $2 where id = $1`, [found.id, ctx.now]),
  )
  tellProposer(ctx, 'declined', found)
  ctx.audit({ subject: { type: 'booking', id: found.bookingId }, region: found.regionCode })
}
