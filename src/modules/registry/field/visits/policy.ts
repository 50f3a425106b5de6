import { type Actor, holds } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { deciders, readers } from '../../policy.ts'

/** A plan is changed by the officers and heads of its place. */
export function mayChangeVisit(actor: Actor, visit: { regionCode: string }): Verdict {
  if (holds(actor, deciders, visit.regionCode)) return 'allowed'
  return holds(actor, readers, visit.regionCode) ? 'forbidden' : 'hidden'
}

/**
 * Told by whoever was there, also when it was given to somebody else meanwhile; on a phone two officers share, what one did is
 * not sent as the other's.
 */
export function mayTellVisit(
  actor: Actor,
  visit: { regionCode: string },
  { officerId }: { officerId: string },
): Verdict {
  const may = mayChangeVisit(actor, visit)
  return may === 'allowed' ? allowIf(actor.accountId === officerId) : may
}
