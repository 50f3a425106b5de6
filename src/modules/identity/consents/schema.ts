import { z } from 'zod'

export const Purpose = z.object({
  key: z.string(),
  basis: z.enum([
    'consent',
    'contract',
    'legal_obligation',
    'vital_interest',
    'public_task',
    'legitimate_interest',
  ]),
  legalReference: z.string(),
  title: z.string(),
  what: z.string(),
  why: z.string(),
  untilWhen: z.string(),
  version: z.number().int(),
})

export const Answer = z.object({ given: z.boolean(), at: z.string(), version: z.number().int() })

export const PurposeAnswer = Purpose.extend({
  answer: Answer.nullable().describe('The newest answer; null when never asked.'),
})
export type PurposeAnswer = z.infer<typeof PurposeAnswer>

export const ConsentEntry = z.object({
  id: z.uuid(),
  purpose: z.string(),
  title: z.string(),
  given: z.boolean(),
  version: z.number().int(),
  at: z.string(),
  recordedBy: z.string().nullable().describe('The officer who wrote it down, when it was said at a desk.'),
})

export const ConsentAnswer = z.object({
  purpose: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  given: z.boolean(),
})
