import { transitions } from '#kernel/transitions.ts'

/** The life of a round; the same list as in the trigger `round_guard`. */
export const roundMoves = transitions({
  draft: ['announced', 'cancelled'],
  announced: ['closed', 'cancelled'],
  closed: ['drawn', 'cancelled'],
  drawn: ['confirmed', 'cancelled'],
  confirmed: [],
  cancelled: [],
})
export type RoundState = (typeof roundMoves.states)[number]

export const applicationStates = [
  'applied',
  'withdrawn',
  'eligible',
  'ineligible',
  'placed',
  'reserve',
  'offered',
  'accepted',
  'declined',
  'lapsed',
] as const
export type ApplicationState = (typeof applicationStates)[number]

/** What an applicant tells for the weight. */
export const claimKinds = ['need', 'women', 'disability'] as const
export type ClaimKind = (typeof claimKinds)[number]
export const claimStates = ['told', 'confirmed', 'refused'] as const
export const offerStates = ['open', 'accepted', 'declined', 'lapsed'] as const
export const appealStates = ['open', 'upheld', 'dismissed'] as const

/** Phases of a round as the public sees them; between `applies_until` and `closes_at` the office checks. */
export const phases = ['announced', 'open', 'checking', 'closed', 'drawn', 'confirmed', 'cancelled'] as const
export type Phase = (typeof phases)[number]
