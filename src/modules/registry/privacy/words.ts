import { m } from '#messages'
import type { RequestAbout, RequestKind, RequestState, UnmaskReason } from './rules.ts'
import type { NumberKind } from './schema.ts'

export const numberNames: Record<NumberKind, () => string> = {
  nik: m.privacy_number_nik,
  kk: m.privacy_number_kk,
  npwp: m.privacy_number_npwp,
}

export const reasonNames: Record<UnmaskReason, () => string> = {
  verify: m.privacy_reason_verify,
  correct: m.privacy_reason_correct,
  service: m.privacy_reason_service,
  duplicate: m.privacy_reason_duplicate,
  legal: m.privacy_reason_legal,
  other: m.privacy_reason_other,
}

export const kindNames: Record<RequestKind, () => string> = {
  correction: m.privacy_correction_title,
  erasure: m.privacy_erasure_title,
}

export const stateNames: Record<RequestState, () => string> = {
  received: m.privacy_state_received,
  done: m.privacy_state_done,
  refused: m.privacy_state_refused,
  withdrawn: m.privacy_state_withdrawn,
}

export const stateTones = { received: 'waiting', done: 'good', refused: 'bad', withdrawn: 'off' } as const

export const aboutNames: Record<RequestAbout, () => string> = {
  name: m.privacy_about_name,
  phone: m.privacy_about_phone,
  nik: m.privacy_about_nik,
  household: m.privacy_about_household,
  business: m.privacy_about_business,
  booking: m.privacy_about_booking,
  other: m.privacy_about_other,
}

/** What stays after an erasure, and under which law. */
export const keptNames: Record<string, () => string> = {
  accountability: m.privacy_kept_accountability,
  proof: m.privacy_kept_proof,
  log: m.privacy_kept_log,
  others: m.privacy_kept_others,
}
