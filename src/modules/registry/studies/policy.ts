import { type Actor, holds, isSignedIn, type Role, scopeOf } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'

/** Those who open studies: who answers for the data of a region. */
export const openers: readonly Role[] = ['head', 'administrator']

/** What policies need to know of a study. */
export interface StudySubject {
  regionCode: string
  readerIds: readonly string[]
}

export const isOpener = (actor: Actor): boolean => isSignedIn(actor) && scopeOf(actor, openers).length > 0
export const isEvaluator = (actor: Actor): boolean =>
  isSignedIn(actor) && actor.grants.some(({ role }) => role === 'evaluator')

/** Named in the study, and still an evaluator: who lost the role lost the study. */
const isReader = (actor: Actor, study: StudySubject): boolean =>
  isEvaluator(actor) && actor.accountId !== null && study.readerIds.includes(actor.accountId)

export const mayOpenStudy = (actor: Actor, regionCode: string): Verdict =>
  allowIf(isSignedIn(actor) && holds(actor, openers, regionCode))

export const mayReadStudy = (actor: Actor, study: StudySubject): Verdict =>
  allowIf(isReader(actor, study) || (isSignedIn(actor) && holds(actor, openers, study.regionCode)), 'hidden')

export function mayEndStudy(actor: Actor, study: StudySubject): Verdict {
  if (isSignedIn(actor) && holds(actor, openers, study.regionCode)) return 'allowed'
  return isReader(actor, study) ? 'forbidden' : 'hidden'
}
