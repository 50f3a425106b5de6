import { type Actor, holds, isSignedIn } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { deciders, isDesk } from '../policy.ts'

interface LeaseSubject {
  regionCode: string
  accountId: string | null
}

export const isHolder = (actor: Actor, lease: LeaseSubject): boolean =>
  isSignedIn(actor) && actor.accountId === lease.accountId

/** The holder and staff of the region; to anyone else it does not exist. */
export const mayReadLease = (actor: Actor, lease: LeaseSubject): Verdict =>
  allowIf(isHolder(actor, lease) || isDesk(actor, lease.regionCode), 'hidden')

/** Who grants, reviews and revokes: those who decide; never about a place of their own. */
export function mayDecideLease(actor: Actor, lease: LeaseSubject): Verdict {
  if (holds(actor, deciders, lease.regionCode)) return allowIf(!isHolder(actor, lease))
  return mayReadLease(actor, lease) === 'allowed' ? 'forbidden' : 'hidden'
}

/** What the desk records: payments, hand-back; never for a place of one's own. */
export function mayServeLease(actor: Actor, lease: LeaseSubject): Verdict {
  if (isDesk(actor, lease.regionCode)) return allowIf(!isHolder(actor, lease))
  return mayReadLease(actor, lease) === 'allowed' ? 'forbidden' : 'hidden'
}
