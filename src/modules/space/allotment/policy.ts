import { type Actor, holds, isSignedIn } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { deciders, isDesk, mayKeep } from '../policy.ts'
import type { RoundState } from './states.ts'

export interface RoundSubject {
  regionCode: string
  state: RoundState
}

/** Announced rounds are everyone's to read; a draft does not exist for others than its staff. */
export const mayReadRound = (actor: Actor, round: RoundSubject): Verdict =>
  allowIf(round.state !== 'draft' || isDesk(actor, round.regionCode), 'hidden')

/** Those who keep the space announce, draw and confirm. */
export const mayRun = (actor: Actor, round: RoundSubject): Verdict =>
  mayKeep(actor, { regionCode: round.regionCode, state: round.state === 'draft' ? 'draft' : 'published' })

/** The head confirms, or another of those who keep the space. */
export const mayConfirm = (actor: Actor, round: RoundSubject): Verdict =>
  holds(actor, ['manager', 'head', 'administrator'], round.regionCode)
    ? 'allowed'
    : mayServe(actor, round) === 'hidden'
      ? 'hidden'
      : 'forbidden'

/** The desk sees who applied; to others there are numbers only. */
export const mayServe = (actor: Actor, round: RoundSubject): Verdict =>
  isDesk(actor, round.regionCode)
    ? 'allowed'
    : mayReadRound(actor, round) === 'allowed'
      ? 'forbidden'
      : 'hidden'

export interface ApplicationSubject {
  regionCode: string
  accountId: string | null
  linked: boolean
}

export const isApplicant = (actor: Actor, application: Pick<ApplicationSubject, 'accountId'>): boolean =>
  isSignedIn(actor) && actor.accountId === application.accountId

/** The applicant, whoever was sent the link, and the desk; to anyone else it does not exist. */
export const mayReadApplication = (actor: Actor, application: ApplicationSubject): Verdict =>
  allowIf(
    application.linked || isApplicant(actor, application) || isDesk(actor, application.regionCode),
    'hidden',
  )

/** The applicant signed in, or the desk for somebody who stands there. A link alone only reads. */
export const mayAct = (actor: Actor, application: ApplicationSubject): Verdict => {
  if (isApplicant(actor, application) || isDesk(actor, application.regionCode)) return 'allowed'
  return application.linked ? 'forbidden' : 'hidden'
}

export interface AppealSubject {
  regionCode: string
  accountId: string | null
  /** Everyone who had a hand in it: who drew, recorded, or checked. */
  involved: readonly (string | null)[]
}

export const isInvolved = (actor: Actor, appeal: AppealSubject): boolean =>
  actor.accountId !== null &&
  (actor.accountId === appeal.accountId || appeal.involved.includes(actor.accountId))

export const mayDecideAppeal = (actor: Actor, appeal: Pick<AppealSubject, 'regionCode'>): Verdict =>
  allowIf(holds(actor, deciders, appeal.regionCode), 'hidden')
