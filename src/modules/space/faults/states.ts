import { transitions } from '#kernel/transitions.ts'

/** States of a fault; the database has the same list as a CHECK. */
export const faultStates = transitions({
  open: ['assigned', 'done', 'declined'],
  /** Somebody sees to it, by a promised date. */
  assigned: ['assigned', 'open', 'done', 'declined'],
  /** Back to `open`: it is broken again, or was not mended after all. */
  done: ['open'],
  declined: ['open'],
})
export type FaultState = (typeof faultStates.states)[number]
