import { type BookingState, graceMinutes } from '../../bookings/states.ts'
import { millis, minute } from '../../time.ts'
import { arrival } from '../../visits/rules.ts'

/** What staff can do with a booking right now: the buttons beside it. The operations check the same again. */
export type Step = 'decide' | 'arrive' | 'complete' | 'missed' | 'cancel'

export function stepsOf(booking: { state: BookingState; start: string; end: string }, now: string): Step[] {
  const begun = millis(now) >= millis(booking.start)
  if (booking.state === 'requested') return begun ? [] : ['decide']
  if (booking.state === 'checked_in') return ['complete']
  const steps: Step[] = []
  if ('state' in arrival(booking, now)) steps.push('arrive')
  if (booking.state !== 'approved') return steps
  if (millis(now) >= millis(booking.start) + graceMinutes * minute) steps.push('missed')
  if (!begun) steps.push('cancel')
  return steps
}
