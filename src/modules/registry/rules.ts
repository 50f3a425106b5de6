import { transitions } from '#kernel/transitions.ts'
import type { Registration } from './schema.ts'

/** States of a business or organisation; the database has the same list as a CHECK. A draft lives in `registry.draft`. */
export const registrationStates = transitions({
  draft: ['submitted'],
  submitted: ['verified', 'returned', 'rejected', 'merged'],
  returned: ['submitted', 'merged'],
  rejected: [],
  verified: ['inactive', 'merged'],
  inactive: ['merged'],
  // Only businesses are merged; taking a merge apart restores the state before.
  merged: ['submitted', 'returned', 'verified', 'inactive'],
})
export type RegistrationState = (typeof registrationStates.states)[number]

/** What a decision makes of a registration. */
export const stateAfter = { approve: 'verified', return: 'returned', reject: 'rejected' } as const
/** How a decision is recorded, and how figures call it. */
export const decisionRecorded = { approve: 'approved', return: 'returned', reject: 'rejected' } as const

/** Seconds in which a decision can be taken back; its message leaves no earlier. */
export const undoSeconds = 10

/** May this decision still be taken back? The officer's clock counts from the answer, so one second is added for the way. */
export const mayUndo = (decidedAt: string, now: string): boolean =>
  Date.parse(now) - Date.parse(decidedAt) <= (undoSeconds + 1) * 1000

/** Days a draft is kept after it was last touched: long enough for a lost phone signal, short enough for a shared phone. */
export const draftDays = 7

/** Version of the text people agree to (`registry_consent_text`); raised when its meaning changes. */
export const consentVersion = 'registry-1'

/** Instead of consent: data an office already keeps for its task (UU 27/2022 art. 20 (2) e) are taken over. */
export const importBasis = 'registry-import-1'

/**
 * What an officer will miss, as message keys. Required answers cannot be missing here, so only those that paper imports
 * and the desk may leave out are asked for.
 */
export function missingOf(registration: Partial<Registration>, phone: string | null): string[] {
  const missing: string[] = []
  if (phone === null) missing.push('registry_missing_phone')
  if (!registration.address) missing.push('registry_missing_address')
  if (!registration.description && registration.kind !== 'organisation' && registration.kind !== 'art_group')
    missing.push('registry_missing_description')
  return missing
}

/** Questions that only one kind is asked, by field. */
export const fieldsByKind = {
  business: ['sector', 'description', 'startedYear', 'workers'],
  street_trader: ['sector', 'description', 'placeType', 'spot', 'hours', 'startedYear'],
  art_group: ['artForm', 'members', 'description', 'startedYear'],
  organisation: ['organisationKind', 'description'],
} as const

/** Of these, the ones that must be answered. */
export const requiredByKind = {
  business: ['sector', 'description'],
  street_trader: ['sector', 'description', 'placeType', 'spot'],
  art_group: ['artForm', 'members'],
  organisation: ['organisationKind'],
} as const

/** Does this kind have an owner with papers of their own (NIK, family card, NIB, NPWP)? An office has a contact only. */
export const hasOwnerPapers = (kind: Registration['kind']): boolean => kind !== 'organisation'
