import { transitions } from '#kernel/transitions.ts'

/** Why an officer looks at a number in full. */
export const unmaskReasons = ['verify', 'correct', 'service', 'duplicate', 'legal', 'other'] as const
export type UnmaskReason = (typeof unmaskReasons)[number]

export const requestKinds = ['correction', 'erasure'] as const
export type RequestKind = (typeof requestKinds)[number]

/** What a correction is about. */
export const requestAbouts = ['name', 'phone', 'nik', 'household', 'business', 'booking', 'other'] as const
export type RequestAbout = (typeof requestAbouts)[number]

export const requestStates = ['received', 'done', 'refused', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

/** Papers by which somebody without an account shows who they are. */
export const requestProofs = ['ktp', 'kk', 'letter'] as const
export type RequestProof = (typeof requestProofs)[number]

/** States of a request; the database has the same list as a CHECK. */
export const requestTransitions = transitions({
  received: ['done', 'refused', 'withdrawn'],
  done: [],
  refused: [],
  withdrawn: [],
})

/** Hours to answer: UU 27/2022 gives 3 × 24 to correct data and to stop; the same is promised for an erasure. Not working days. */
export const requestHours = 72

export const deadlineOf = (receivedAt: string): string =>
  new Date(Date.parse(receivedAt) + requestHours * 3_600_000).toISOString()

/** How long a number stays readable for who asked; then it must be asked for again, and is logged again. */
export const shownMinutes = 2

export const isStillShown = (at: string, now: string): boolean =>
  Date.parse(now) - Date.parse(at) <= shownMinutes * 60_000

/** Most numbers one person may unmask in an hour (own): enough for a morning of checks, not for copying a list. */
export const unmaskingsPerHour = 30

/** A family card has no mask of its own in the register. */
export const hiddenCard = '••••••••••••••••'

/** `+62812•••••89`: enough to recognise one's own number, too little to call it. */
export const maskPhone = (phone: string | null): string | null =>
  phone && `${phone.slice(0, 6)}${'•'.repeat(Math.max(0, phone.length - 8))}${phone.slice(-2)}`
