import { m } from '#messages'
import type { UnmaskReason } from './rules.ts'
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
