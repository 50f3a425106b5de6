import { type Actor, holds, isSignedIn } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { transitions } from '#kernel/transitions.ts'
import { deciders, readers } from '../policy.ts'

/** States of a move; the database has the same list as a CHECK. */
export const moveTransitions = transitions({
  waiting: ['accepted', 'refused', 'cancelled'],
  accepted: [],
  refused: [],
  cancelled: [],
})
export const moveStates = moveTransitions.states
export type MoveState = (typeof moveStates)[number]

/** What policies need to know of a move. */
export interface MoveSubject {
  accountId: string | null
  askedById: string | null
  fromRegion: string
  toRegion: string
}

const isParty = (actor: Actor, move: MoveSubject) =>
  isSignedIn(actor) && (actor.accountId === move.accountId || actor.accountId === move.askedById)

/** Both offices see a move, and whoever asked for it; strangers do not learn that it exists. */
const maySee = (actor: Actor, move: MoveSubject): boolean =>
  holds(actor, readers, move.fromRegion) || holds(actor, readers, move.toRegion) || isParty(actor, move)

/** The office of the new place accepts, never the owner themselves. */
export function mayDecideMove(actor: Actor, move: MoveSubject): Verdict {
  const may = holds(actor, deciders, move.toRegion) && actor.accountId !== move.accountId
  return allowIf(may, maySee(actor, move) ? 'forbidden' : 'hidden')
}

/** Whoever asked takes it back; so do the owner and the office it would leave. */
export function mayCancelMove(actor: Actor, move: MoveSubject): Verdict {
  const may = isParty(actor, move) || holds(actor, deciders, move.fromRegion)
  return allowIf(may, maySee(actor, move) ? 'forbidden' : 'hidden')
}

/** Somebody responsible for both places moves it at once, as they change anything else of the record; the owner's own is looked at. */
export const settlesAtOnce = (actor: Actor, move: MoveSubject): boolean =>
  actor.accountId !== move.accountId &&
  holds(actor, deciders, move.fromRegion) &&
  holds(actor, deciders, move.toRegion)

/** A registration of a street trader (TDU) is given by a city for its own places: in another one a new one is needed. */
export const needsNewTdu = (move: Pick<MoveSubject, 'fromRegion' | 'toRegion'> & { kind: string }): boolean =>
  move.kind === 'street_trader' && move.fromRegion.slice(0, 5) !== move.toRegion.slice(0, 5)
