import { z } from 'zod'
import { PageQuery, pageOf } from './page.ts'

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

/** What every module's `list_cases` takes, so that the office can ask them all the same question. */
export const CaseQuery = PageQuery.extend({
  region: z.string().max(13).optional().describe('Only cases in or under this region.'),
  overdue: z.boolean().optional().describe('Only cases past their deadline.'),
  complete: z.boolean().optional().describe('Only cases with nothing missing.'),
  search: z.string().trim().max(100).optional().describe('Part of a title or reference.'),
})
export type CaseQuery = z.infer<typeof CaseQuery>

/**
 * A page of waiting cases in the order (deadline, id); its cursors are `encodeCursor([deadline, id])`, so that a merge
 * can stop between two rows of a page. The counts are of all cases that match, not of this page.
 */
export const CasePage = pageOf(InboxItem).extend({
  waiting: z.number().int().describe('Cases that match the filters.'),
  overdue: z.number().int().describe('Of these, past their deadline.'),
})
export type CasePage = z.infer<typeof CasePage>

/** What every module's `get_case` answers at least; the module adds the record itself (`business`, `booking`). */
export const CaseFile = z.object({
  item: InboxItem,
  /** What this actor may decide now; empty when it is their own case or already decided. */
  decisions: z.array(z.enum(['approve', 'return', 'reject'])),
  own: z.boolean().describe('The actor is the one who asked: somebody else decides.'),
  reasons: z
    .array(z.object({ code: z.string(), text: z.string(), for: z.array(z.enum(['return', 'reject'])) }))
    .describe(
      'Reasons an officer can pick, in the language of the person who asked; figures count by `code`.',
    ),
  notices: z
    .object({ approve: z.string(), return: z.string(), reject: z.string() })
    .partial()
    .describe('The message the person gets, in their language; `{reason}` stands where the reason goes.'),
})
export type CaseFile = z.infer<typeof CaseFile>

/** What an officer decides. Returning and rejecting need a reason. */
export const Decision = z
  .object({
    decision: z.enum(['approve', 'return', 'reject']),
    reason: z.string().trim().max(1000).optional(),
    reasonCode: z
      .string()
      .max(60)
      .optional()
      .describe('Which of the offered reasons was picked, for figures.'),
  })
  .refine((value) => value.decision === 'approve' || (value.reason ?? '').length >= 3, {
    path: ['reason'],
    message: 'kernel_field_required',
  })
export type Decision = z.infer<typeof Decision>
