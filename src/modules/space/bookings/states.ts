import { transitions } from '#kernel/transitions.ts'

/** States of a booking; the database has the same list as a CHECK. */
export const bookingStates = transitions({
  /** Kept ten minutes while somebody fills in the rest. */
  held: ['requested', 'approved', 'cancelled', 'expired'],
  requested: ['approved', 'rejected', 'cancelled', 'expired'],
  /** Back to `requested`: moved to another time, or the decision was taken back. */
  approved: ['checked_in', 'completed', 'requested', 'cancelled', 'no_show'],
  checked_in: ['completed'],
  completed: [],
  /** Taken back within ten seconds. */
  rejected: ['requested'],
  cancelled: [],
  /** A hold that ran out, of a time that is still free. */
  expired: ['requested', 'approved'],
  /** They came after all; recorded afterwards. */
  no_show: ['completed'],
})
export type BookingState = (typeof bookingStates.states)[number]

/** States in which a booking keeps others out; the exclusion constraint has the same list. */
export const blockingStates = ['held', 'requested', 'approved', 'checked_in', 'completed'] as const

/** Still to come: may be moved or cancelled, and counts towards a person's quota. */
export const isOpen = (state: BookingState): boolean => state === 'requested' || state === 'approved'

/** How long a hold lasts, in minutes. */
export const holdMinutes = 10
/** Visitors without an account may keep this many times of one space at once; beyond it one signs in first. */
export const visitorHolds = 12
/** How long a decision can be taken back, in seconds. */
export const undoSeconds = 10
/** The desk opens the door this early, in minutes. */
export const earlyMinutes = 60
/** For so many days a visit may be recorded afterwards. */
export const lateDays = 7
/** How long one waits before a booking counts as missed, in minutes. */
export const graceMinutes = 15
