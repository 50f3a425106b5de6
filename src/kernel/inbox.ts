import { z } from 'zod'

/**
 * One case in the officer's inbox, whatever module it comes from: what an officer must see without opening it (B1).
 * Modules answer pages of these by (deadline, id); the office merges them.
 */
export const InboxItem = z.object({
  kind: z.string().describe('`registry.business`, `space.booking` …'),
  id: z.uuid(),
  title: z.string(),
  detail: z.string().describe('One line: when and where, or what kind of business.'),
  regionCode: z.string(),
  submittedAt: z.iso.datetime(),
  deadline: z.iso.datetime(),
  /** Message keys of what is missing; empty when the case is complete. */
  missing: z.array(z.string()),
  href: z.string(),
})
export type InboxItem = z.infer<typeof InboxItem>

/** What an officer decides. Returning and rejecting need a reason. */
export const Decision = z
  .object({
    decision: z.enum(['approve', 'return', 'reject']),
    reason: z.string().trim().max(1000).optional(),
  })
  .refine((value) => value.decision === 'approve' || (value.reason ?? '').length >= 3, {
    path: ['reason'],
    message: 'kernel_field_required',
  })
export type Decision = z.infer<typeof Decision>
