import { transitions } from '#kernel/transitions.ts'
import { dateAt, localDay, minute, plusDays } from '../time.ts'

/** States of a place in line; the database has the same list as a CHECK. */
export const waitStates = transitions({
  waiting: ['offered', 'left', 'removed', 'over'],
  /** A hold keeps the time for them until the deadline. */
  offered: ['accepted', 'declined', 'late', 'removed', 'over'],
  accepted: [],
  declined: [],
  late: [],
  left: [],
  removed: [],
  /** The time began and was never free. */
  over: [],
})
export type WaitState = (typeof waitStates.states)[number]

/** How long an offer lasts, in minutes of waking hours. */
export const offerMinutes = 120
/** One person waits for so many times of a space at once. */
export const maxWaits = 5
/** A time freed by a rejection or a move is offered after so many seconds: the office may still take that back. */
export const settleSeconds = 15

const [wakes, sleeps] = [8 * 60, 21 * 60]

/** Until when an offer lasts: two hours, not counting the night; and never beyond the beginning of the time itself. */
export function offeredUntil(now: number, start: number, zone: string): number {
  const until = now + offerMinutes * minute
  const date = dateAt(until, zone)
  const clock = (until - localDay(date, zone).start) / minute
  if (clock >= wakes && clock <= sleeps) return Math.min(until, start)
  const morning =
    localDay(clock < wakes ? date : plusDays(date, 1), zone).start + (wakes + offerMinutes) * minute
  return Math.min(morning, start)
}
