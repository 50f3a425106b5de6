import { z } from 'zod'
import { CaseFile, Decision } from '#kernel/inbox.ts'
import { FieldRecord } from '../field/schema.ts'
import { Doubles } from '../matching/schema.ts'
import { registrationStates } from '../rules.ts'
import { EntryDetail, Round } from '../schema.ts'
import { Checks } from '../verification/schema.ts'

/** What happened to an entry, newest first. */
export const HistoryItem = z.object({
  at: z.iso.datetime(),
  operation: z.string(),
  by: z.string(),
  onBehalfOf: z.string().nullable(),
  reason: z.string().nullable(),
})

/** A case with everything needed to decide it. */
export const RegistrationCase = CaseFile.extend({
  entry: EntryDetail,
  rounds: z.array(Round),
  history: z.array(HistoryItem),
  desk: z.boolean().describe('Entered by staff at the desk.'),
  checks: Checks,
  doubles: Doubles.nullable().describe('Records that may be the same business; none of an organisation.'),
  field: FieldRecord.nullable().describe(
    'What came with it from the field: who wrote it down, where, when, photos.',
  ),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decision: z.enum(['approved', 'returned', 'rejected']).nullable(),
  reason: z.string().nullable(),
  mayUndo: z.boolean(),
  version: z.number().int(),
})
export type RegistrationCase = z.infer<typeof RegistrationCase>

const Version = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe('Version the decider saw; another one is refused as stale.')

export const DecideOne = Decision.safeExtend({ registrationId: z.uuid(), version: Version })
export type DecideOne = z.infer<typeof DecideOne>

/** One decision over many registrations; each succeeds or fails by itself. */
export const DecideMany = Decision.safeExtend({
  cases: z
    .array(z.object({ registrationId: z.uuid(), version: Version }))
    .min(1, 'registry_bulk_none')
    .max(100),
})

export const Decided = z.object({
  id: z.uuid(),
  reference: z.string(),
  name: z.string(),
  state: z.enum(registrationStates.states),
  version: z.number().int(),
  undoUntil: z.iso.datetime().nullable(),
})
