import { type Actions, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import type { z } from 'zod'
import { setFlash } from '#kernel/flash.server.ts'
import { readForm, submit } from '#kernel/form.server.ts'
import type { Operation } from '#kernel/operation.ts'
import { m } from '#messages'
import { cancel } from '#modules/space/bookings/operations.server.ts'
import type { Booking } from '#modules/space/bookings/schema.ts'
import type { BookingAct } from '#modules/space/ui/office/booking-form.ts'
import { checkInByCode, complete, missed } from '#modules/space/visits/operations.server.ts'

const nameOf = (booking: Booking) => booking.groupName ?? booking.bookerName

/** The page the button stood on, with its day and view: there one goes on. */
function backTo({ url }: RequestEvent): string {
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')))
  return kept.size > 0 ? `${url.pathname}?${kept}` : url.pathname
}

/** One act on one booking from a list: done, it is said once on the same page; refused, the card of the booking says why. */
async function perform<Input extends z.ZodType, Subject>(
  event: RequestEvent,
  act: BookingAct,
  op: Operation<Input, z.ZodType<Booking>, Subject>,
  said: (booking: Booking) => string,
) {
  const bookingId = String((await readForm(event)).get('bookingId')?.[0] ?? '')
  const result = await submit(event, op, act === 'arrive' ? { how: 'desk' } : {})
  if (!result.ok) return fail(result.failure.status, { ...result.failure.data, act, bookingId })
  setFlash(event, said(result.output))
  redirect(303, backTo(event))
}

/** The actions of every page that shows bookings to the desk. */
export const bookingActs = {
  arrive: (event) =>
    perform(event, 'arrive', checkInByCode, (booking) =>
      m.space_office_done_arrive({ name: nameOf(booking), count: booking.people ?? booking.attendees }),
    ),
  complete: (event) =>
    perform(event, 'complete', complete, (booking) =>
      m.space_office_done_complete({ name: nameOf(booking) }),
    ),
  missed: (event) =>
    perform(event, 'missed', missed, (booking) => m.space_office_done_missed({ name: nameOf(booking) })),
  cancel: (event) =>
    perform(event, 'cancel', cancel, (booking) => m.space_office_done_cancel({ name: nameOf(booking) })),
} satisfies Record<BookingAct, Actions[string]>
