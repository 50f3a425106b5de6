import { type Actor, holds, isSignedIn } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { deciders, readers } from '../policy.ts'

/** What policies need to know of a household. */
export interface HouseholdSubject {
  regionCode: string
  /** Accounts of those who live there. */
  accounts: readonly string[]
}

export const livesThere = (actor: Actor, { accounts }: HouseholdSubject): boolean =>
  isSignedIn(actor) && accounts.includes(actor.accountId ?? '')

/** Officers of the region read a household, and so does who lives there; a stranger does not learn that it exists. */
export const mayReadHousehold = (actor: Actor, subject: HouseholdSubject): Verdict =>
  allowIf(holds(actor, readers, subject.regionCode) || livesThere(actor, subject), 'hidden')

/** Officers of the region keep it up to date, but nobody their own family: aid follows from what stands there. */
export function mayChangeHousehold(actor: Actor, subject: HouseholdSubject): Verdict {
  if (holds(actor, deciders, subject.regionCode) && !livesThere(actor, subject)) return 'allowed'
  return mayReadHousehold(actor, subject) === 'allowed' ? 'forbidden' : 'hidden'
}

/** What a family owes is opened by those who work with it; its own members see it anyway. */
export const mayOpenDebts = (actor: Actor, subject: HouseholdSubject): Verdict =>
  livesThere(actor, subject) ? 'allowed' : mayChangeHousehold(actor, subject)
