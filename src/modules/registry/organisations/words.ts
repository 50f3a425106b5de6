import { m } from '#messages'
import type { SharePurpose } from './rules.ts'

export const purposeNames: Record<SharePurpose, () => string> = {
  coaching: m.organisation_purpose_coaching,
  buying: m.organisation_purpose_buying,
  finance: m.organisation_purpose_finance,
  training: m.organisation_purpose_training,
  research: m.organisation_purpose_research,
}

export const purposeOptions = () =>
  Object.entries(purposeNames).map(([value, name]) => ({ value, label: name() }))
