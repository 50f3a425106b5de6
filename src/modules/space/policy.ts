import { type Actor, holds, isSignedIn, type Role } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'

/** Those who see the bookings of their region, check people in and book for somebody. */
export const deskRoles: readonly Role[] = ['officer', 'manager', 'head', 'administrator']
/** Those who decide requests. */
export const deciders: readonly Role[] = ['officer', 'manager', 'head']
/** Those who set a space's rules, hours, closures and photos. */
export const keepers: readonly Role[] = ['manager', 'administrator']

export const isDesk = (actor: Actor, regionCode: string): boolean => holds(actor, deskRoles, regionCode)

/** Anyone signed in may ask for a time; the rules of the space say whether they get it. Booking for somebody is for staff. */
export function mayBook(actor: Actor, space: { regionCode: string }, forSomebody: boolean): Verdict {
  if (forSomebody) return allowIf(isDesk(actor, space.regionCode))
  return allowIf(isSignedIn(actor))
}

/** Staff change a space; to others a draft does not exist. */
export function mayKeep(actor: Actor, space: { regionCode: string; state: string }): Verdict {
  if (holds(actor, keepers, space.regionCode)) return 'allowed'
  return space.state === 'draft' && !isDesk(actor, space.regionCode) ? 'hidden' : 'forbidden'
}

/** What policies need to know of a booking. `linked`: the caller showed its signed link. */
export interface BookingSubject {
  regionCode: string
  accountId: string | null
  recordedBy: string | null
  linked: boolean
}

export const isBooker = (actor: Actor, booking: BookingSubject): boolean =>
  booking.linked || (isSignedIn(actor) && actor.accountId === booking.accountId)

/** The booker and staff of the region; to anyone else it does not exist. */
export const mayRead = (actor: Actor, booking: BookingSubject): Verdict =>
  allowIf(isBooker(actor, booking) || isDesk(actor, booking.regionCode), 'hidden')

/** What only staff do at the door. */
export function mayServe(actor: Actor, booking: BookingSubject): Verdict {
  if (isDesk(actor, booking.regionCode)) return 'allowed'
  return isBooker(actor, booking) ? 'forbidden' : 'hidden'
}

/** Nobody decides what they asked for, nor what they entered for somebody else. */
export const isOwnCase = (actor: Actor, booking: Pick<BookingSubject, 'accountId' | 'recordedBy'>): boolean =>
  actor.accountId !== null &&
  (actor.accountId === booking.accountId || actor.accountId === booking.recordedBy)

export function mayDecide(actor: Actor, booking: BookingSubject): Verdict {
  if (holds(actor, deciders, booking.regionCode)) return 'allowed'
  return mayRead(actor, booking) === 'allowed' ? 'forbidden' : 'hidden'
}
