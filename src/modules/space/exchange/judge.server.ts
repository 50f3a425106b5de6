import type { Context } from '#kernel/context.ts'
import type { FoundBooking } from '../bookings/queries.server.ts'
import { type Refusal, refuseAsker, refuseRoom } from '../bookings/rules.ts'
import { type Bookable, getBookable } from '../calendar/queries.server.ts'
import { refuseUnfair } from '../fairness/commands.server.ts'
import { millis } from '../time.ts'

/**
 * May the booker of this have that time instead? Whom the space is for and how many they may have was judged when they booked, and
 * stays as it is; hours and closures were judged for the time, which stays booked. So: does the space still take bookings, is there
 * room for so many people, and does their share allow it.
 */
export async function judge(
  ctx: Context,
  booking: FoundBooking,
  place: { unitId: string; start: string; end: string },
): Promise<{ space: Bookable; refusal: Refusal | undefined }> {
  const { accountId, bookerPhone: phone, businessId, groupName } = booking
  const { start: from, end: to, unitId } = place
  const space = await getBookable(ctx.db, booking.spaceId, { from, to, now: ctx.now, accountId, unitId })
  const wanted = { start: millis(from), end: millis(to) }
  const refusal =
    refuseAsker({ ...space, quota: null, who: 'anyone' }, { staff: false, registered: true, open: 0 }) ??
    refuseRoom(booking.attendees, space.capacity) ??
    (await refuseUnfair(ctx, space, { accountId, phone, businessId, groupName }, wanted, booking.id))
  return { space, refusal }
}
