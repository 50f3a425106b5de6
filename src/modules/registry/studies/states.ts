import { transitions } from '#kernel/transitions.ts'

/** States of a study; the database has the same list as a CHECK. */
export const studyStates = transitions({
  preparing: ['ready', 'ended'],
  ready: ['ended'],
  ended: [],
})
export type StudyState = (typeof studyStates.states)[number]
