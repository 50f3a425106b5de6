import { type Actor, holds, isSignedIn, type Role, scopeOf } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'

/** Those who look at registrations of their region. */
export const readers: readonly Role[] = ['officer', 'head', 'administrator']
/** Those who decide them. */
export const deciders: readonly Role[] = ['officer', 'head']

/** Does the actor look at registrations of any region at all? */
export const isStaffReader = (actor: Actor): boolean => scopeOf(actor, readers).length > 0

/** What policies need to know of a registration. */
export interface CaseSubject {
  regionCode: string
  accountId: string | null
  submittedBy: string | null
}

/** Nobody decides what they asked for, nor what they entered for somebody else: two people see every registration. */
export const isOwnCase = (actor: Actor, subject: CaseSubject): boolean =>
  actor.accountId !== null &&
  (actor.accountId === subject.accountId || actor.accountId === subject.submittedBy)

export const isOwner = (actor: Actor, subject: Pick<CaseSubject, 'accountId'>): boolean =>
  isSignedIn(actor) && actor.accountId === subject.accountId

/** A stranger does not learn that the case exists. */
export const mayReadCase = (actor: Actor, subject: CaseSubject): Verdict =>
  allowIf(holds(actor, readers, subject.regionCode), isOwner(actor, subject) ? 'forbidden' : 'hidden')

/** Deciding is for officers of the region; their own cases are refused with a reason of its own (commands). */
export function mayDecide(actor: Actor, subject: CaseSubject): Verdict {
  if (holds(actor, deciders, subject.regionCode)) return 'allowed'
  return mayReadCase(actor, subject) === 'allowed' || isOwner(actor, subject) ? 'forbidden' : 'hidden'
}

/** A verified entry is closed by its owner or by an officer of its region. */
export const mayDeactivate = (actor: Actor, subject: CaseSubject): Verdict =>
  isOwner(actor, subject) ? 'allowed' : mayDecide(actor, subject)

/** At the desk: officers register what lies in their region. */
export const mayRegisterFor = (actor: Actor, regionCode: string): Verdict =>
  allowIf(holds(actor, deciders, regionCode))

/** A business's record is read by its owner and by the officers of its region. */
export const mayReadBusiness = (
  actor: Actor,
  subject: Pick<CaseSubject, 'regionCode' | 'accountId'>,
): Verdict => allowIf(holds(actor, readers, subject.regionCode) || isOwner(actor, subject), 'hidden')

/** It is kept up to date by its owner and by the officers who decide there. */
export function mayChangeBusiness(
  actor: Actor,
  subject: Pick<CaseSubject, 'regionCode' | 'accountId'>,
): Verdict {
  if (isOwner(actor, subject) || holds(actor, deciders, subject.regionCode)) return 'allowed'
  return holds(actor, readers, subject.regionCode) ? 'forbidden' : 'hidden'
}
