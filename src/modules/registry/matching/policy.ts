import type { Actor } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { isOwner, mayDecide, mayReadCase } from '../policy.ts'

/** What policies need to know of a pair. */
export interface PairSubject {
  regionA: string
  regionB: string
  accountA: string | null
  accountB: string | null
}

const halves = (pair: PairSubject) =>
  [pair.regionA, pair.regionB].map((regionCode) => ({ regionCode, accountId: null, submittedBy: null }))

/** A pair shows two records beside each other: it takes both regions to read it, whoever owns one of the two. */
export const mayReadPair = (actor: Actor, pair: PairSubject): Verdict =>
  allowIf(
    halves(pair).every((half) => mayReadCase(actor, half) === 'allowed'),
    'hidden',
  )

/** It is decided by those who decide registrations in both regions. */
export function mayDecidePair(actor: Actor, pair: PairSubject): Verdict {
  if (halves(pair).every((half) => mayDecide(actor, half) === 'allowed')) return 'allowed'
  return mayReadPair(actor, pair) === 'allowed' ? 'forbidden' : 'hidden'
}

/** Nobody says of their own business whether it is another one. */
export const isOwnPair = (actor: Actor, pair: PairSubject): boolean =>
  isOwner(actor, { accountId: pair.accountA }) || isOwner(actor, { accountId: pair.accountB })
