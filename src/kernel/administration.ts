import { z } from 'zod'
import { PageQuery, pageOf } from './page.ts'
import { LetterheadSettings, MessageSettings, SiteSettings, StandardSettings } from './settings.ts'

export const messageStates = ['queued', 'sent', 'shown', 'failed', 'cancelled'] as const
export const jobStates = ['waiting', 'running', 'retrying', 'failed'] as const

const Day = z.iso.date()

/** A message as its administrator sees it: the address hidden, and a code only where nobody else passes it on. */
export const OutboxMessage = z
  .object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    /** When it left, or was shown. */
    sentAt: z.iso.datetime().nullable(),
    channel: z.enum(['phone', 'email']),
    recipient: z.string().describe('Partly hidden; see reveal_recipient.'),
    locale: z.enum(['id', 'en']),
    template: z.string(),
    subject: z.string().nullable(),
    body: z.string(),
    state: z.enum(messageStates),
    sentBy: z.string().nullable().describe('Gateway that took it.'),
    attempts: z.number().int(),
    failure: z.string().nullable(),
    regionCode: z.string().nullable(),
    redacted: z.boolean(),
  })
  .meta({ id: 'OutboxMessage' })
export type OutboxMessage = z.infer<typeof OutboxMessage>

export const MessageFilter = PageQuery.extend({
  state: z.enum(messageStates).optional(),
  channel: z.enum(['phone', 'email']).optional(),
  recipient: z.string().trim().max(254).optional().describe('Phone number or e-mail address, whole.'),
  from: Day.optional().describe('First day, in the deployment’s time zone.'),
  to: Day.optional().describe('Last day.'),
})
export type MessageFilter = z.output<typeof MessageFilter>
export const MessagePage = pageOf(OutboxMessage)
export const MessageId = z.object({ messageId: z.uuid() })

export const JobEntry = z
  .object({
    id: z.number().int(),
    task: z.string(),
    state: z.enum(jobStates),
    about: z.string().nullable().describe('The job’s key, where it has one.'),
    payload: z.record(z.string(), z.unknown()),
    attempts: z.number().int(),
    maxAttempts: z.number().int(),
    runAt: z.iso.datetime().describe('Not before.'),
    createdAt: z.iso.datetime(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Job' })
export type JobEntry = z.infer<typeof JobEntry>
export const JobFilter = PageQuery.extend({ state: z.enum(jobStates).optional() })
export type JobFilter = z.output<typeof JobFilter>
export const JobPage = pageOf(JobEntry)
export const JobId = z.object({ jobId: z.number().int().positive() })

export const AuditEntry = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    operation: z.string(),
    act: z.string().describe('What was done, in plain words.'),
    actorId: z.uuid().nullable(),
    actorName: z.string(),
    onBehalfOf: z.object({ name: z.string(), kind: z.enum(['plt', 'plh']) }).nullable(),
    via: z.string(),
    requestId: z.string(),
    subjectType: z.string().nullable(),
    subjectId: z.string().nullable(),
    regionCode: z.string().nullable(),
    reason: z.string().nullable(),
    changes: z.record(z.string(), z.unknown()).nullable(),
    link: z.string().describe('Place in the chain: lane and number.'),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditFilter = PageQuery.extend({
  operation: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('`space.request_booking`, its beginning, or words of what was done.'),
  subject: z.string().trim().max(100).optional().describe('Id of the record it was about.'),
  actor: z.string().trim().max(100).optional().describe('Id of the account, or part of its name.'),
  from: Day.optional(),
  to: Day.optional(),
})
export type AuditFilter = z.output<typeof AuditFilter>
export const AuditPage = pageOf(AuditEntry)

const Count = z.record(z.string(), z.number().int())
export const Overview = z.object({
  messages: Count.describe('Messages of the last 30 days by state.'),
  jobs: Count.describe('Jobs by state.'),
  acts: z.number().int().describe('Audit entries of the last 24 hours.'),
})
export type Overview = z.infer<typeof Overview>

export const AllSettings = z.object({
  site: SiteSettings,
  letterhead: LetterheadSettings,
  standards: StandardSettings,
  messages: MessageSettings,
})
