import { transitions } from '#kernel/transitions.ts'

/** The life of a long hire; the same list as the CHECK `lease_state`. */
export const leaseMoves = transitions({
  offered: ['active', 'declined'],
  active: ['ended', 'surrendered', 'revoked'],
  ended: [],
  declined: [],
  surrendered: [],
  revoked: [],
})
export const leaseStates = ['offered', 'active', 'ended', 'declined', 'surrendered', 'revoked'] as const
export type LeaseState = (typeof leaseStates)[number]

/** `daily`: a single market day, given by a round. */
export const leaseKinds = ['permanent', 'temporary', 'daily'] as const
/** What staff grant for a term without a round. */
export const termKinds = ['permanent', 'temporary'] as const
export const leaseOrigins = ['allotment', 'direct', 'renewal'] as const
export const rentPeriods = ['month', 'day'] as const
export const payMethods = ['cash', 'transfer', 'qris'] as const
/** What an officer looks at before a place is renewed. */
export const reviewChecks = ['own_use', 'trade_kept', 'place_kept', 'tdu_valid'] as const
