import { minute } from '../time.ts'

const hour = 60 * minute
/** A proposal waits so long for its answer. */
const answerWithin = 48 * hour
/** It ends so long before the earlier time begins: both must know in time who comes. */
const settledBefore = 30 * minute
/** How often a booking may be proposed in a day: each proposal is a message to somebody. */
export const proposalsPerDay = 5

/** Until when a proposal can be answered; undefined when the earlier time begins too soon. */
export function proposedUntil(now: number, starts: readonly number[]): number | undefined {
  const last = Math.min(...starts) - settledBefore
  return last <= now ? undefined : Math.min(now + answerWithin, last)
}
