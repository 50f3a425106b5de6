import { type BookingState, earlyMinutes, lateDays } from '../bookings/states.ts'
import { millis, minute } from '../time.ts'

export interface Expected {
  state: BookingState
  start: string
  end: string
}

export type Arrival =
  | { state: 'checked_in' | 'completed'; at: string }
  | { refusal: 'not_approved' | 'not_valid' | 'early' | 'late' | 'already' }

/** What it means that somebody stands at the door with this booking. */
export function arrival({ state, start, end }: Expected, now: string): Arrival {
  if (state === 'checked_in' || state === 'completed') return { refusal: 'already' }
  if (state === 'requested') return { refusal: 'not_approved' }
  if (state !== 'approved' && state !== 'no_show') return { refusal: 'not_valid' }
  const at = millis(now)
  if (at < millis(start) - earlyMinutes * minute) return { refusal: 'early' }
  if (at > millis(end) + lateDays * 24 * 60 * minute) return { refusal: 'late' }
  // Recorded afterwards it is a visit of that time, not of now.
  if (at >= millis(end) || state === 'no_show') return { state: 'completed', at: start }
  return { state: 'checked_in', at: now }
}

/** Shown on the pass and told by a scan. */
export type Validity = 'valid' | 'early' | 'waiting' | 'used' | 'over' | 'void'

/** Does this pass open the door now? */
export function validity({ state, start, end }: Expected, now: string): Validity {
  if (state === 'checked_in' || state === 'completed') return 'used'
  if (state === 'requested') return 'waiting'
  if (state !== 'approved') return state === 'no_show' ? 'over' : 'void'
  const at = millis(now)
  if (at < millis(start) - earlyMinutes * minute) return 'early'
  return at < millis(end) ? 'valid' : 'over'
}
