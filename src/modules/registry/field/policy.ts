import { type Actor, holds, scopeOf } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { deciders, readers } from '../policy.ts'

/** Who goes out to register: those who decide anywhere. */
export const mayGoOut = (actor: Actor): Verdict => allowIf(scopeOf(actor, deciders).length > 0)

/**
 * An entry is sent by the officer who wrote it down, into a region of theirs. On a phone two officers share, the entries
 * of one are not sent as the other's.
 */
export function maySend(
  actor: Actor,
  known: { accountId: string; subjectId: string } | undefined,
  { officerId, answers }: { officerId: string; answers: { regionCode: string } },
  visit?: { regionCode: string; businessId: string },
): Verdict {
  if (known && known.accountId !== actor.accountId) return 'hidden'
  if (visit && (!holds(actor, deciders, visit.regionCode) || (known && known.subjectId !== visit.businessId)))
    return 'hidden'
  return allowIf(actor.accountId === officerId && holds(actor, deciders, answers.regionCode))
}

/** Its photos and what became of it: the same officer. */
export const mayFollow = (actor: Actor, known: { accountId: string; regionCode: string }): Verdict =>
  allowIf(actor.accountId === known.accountId && holds(actor, deciders, known.regionCode), 'hidden')

/** What came from the field is read by the staff of its region. */
export const mayReadRecord = (actor: Actor, known: { regionCode: string }): Verdict =>
  allowIf(holds(actor, readers, known.regionCode), 'hidden')
