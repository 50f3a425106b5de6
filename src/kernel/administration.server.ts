import { z } from 'zod'
import { type Actor, holds, type RegionScope, scopeOf } from './actor.ts'
import {
  AllSettings,
  AuditFilter,
  AuditPage,
  JobFilter,
  JobId,
  JobPage,
  MessageFilter,
  MessageId,
  MessagePage,
  Overview,
} from './administration.ts'
import { redact, requeue, retryJob } from './administration-commands.server.ts'
import {
  findMessage,
  getOverview,
  listAudit,
  listJobs,
  listMessages,
} from './administration-queries.server.ts'
import type { Context } from './context.ts'
import { Fault, fieldFault } from './fault.ts'
import { allowIf, type Operation, operation, type Verdict } from './operation.ts'
import { getAllSettings, getSettings, saveSettings } from './settings.server.ts'
import {
  LetterheadSettings,
  MessageSettings,
  type SettingGroup,
  type Settings,
  SiteSettings,
  StandardSettings,
} from './settings.ts'

/** The regions this person administers. */
const administered = (actor: Actor): RegionScope => scopeOf(actor, ['administrator'])

/** Lists show an administrator what lies in their regions; everyone else learns only that they may not. */
const mayAdminister = (actor: Actor): Verdict => allowIf(administered(actor).length > 0)

/** Jobs and settings belong to the deployment as a whole: its region's administrators keep them. */
const home = async (ctx: Context) => (await getSettings(ctx.db, 'site')).region
const mayKeepDeployment = (actor: Actor, region: string): Verdict =>
  allowIf(holds(actor, ['administrator'], region))

export const getAdministration = operation({
  name: 'admin.get_overview',
  summary: 'Messages, jobs and acts at a glance.',
  http: 'GET /admin/overview',
  secondFactor: true,
  input: z.object({}),
  output: Overview,
  can: mayAdminister,
  run: (ctx) => getOverview(ctx.db, administered(ctx.actor)),
})

export const listOutbox = operation({
  name: 'admin.list_messages',
  summary: 'Messages to people, newest first; addresses are partly hidden.',
  http: 'GET /admin/messages',
  secondFactor: true,
  input: MessageFilter,
  output: MessagePage,
  can: mayAdminister,
  run: (ctx, filter) => listMessages(ctx.db, administered(ctx.actor), filter),
})

type Message = NonNullable<Awaited<ReturnType<typeof findMessage>>>

/** What the acts on one message have in common: only their administrator even learns that it exists. */
const onMessage = {
  secondFactor: true,
  input: MessageId,
  subject: (ctx: Context, { messageId }: { messageId: string }): Promise<Message | undefined> =>
    findMessage(ctx.db, administered(ctx.actor), messageId),
  can: (actor: Actor, message: Message | undefined): Verdict =>
    message ? 'allowed' : administered(actor).length > 0 ? 'hidden' : 'forbidden',
}

/** `can` has refused when there is none. */
function loaded(message: Message | undefined): Message {
  if (!message) throw new Fault('not_found', 'kernel_not_found')
  return message
}

const about = (message: Message) => ({
  subject: { type: 'message', id: message.id },
  ...(message.regionCode !== null && { region: message.regionCode }),
})

export const revealRecipient = operation({
  name: 'admin.reveal_recipient',
  summary: 'The whole address of one message. Every look is written down.',
  http: 'POST /admin/messages/{messageId}/recipient',
  output: z.object({ recipient: z.string() }),
  ...onMessage,
  async run(ctx, _, found) {
    const message = loaded(found)
    ctx.audit(about(message))
    return { recipient: message.address }
  },
})

export const redactMessage = operation({
  name: 'admin.redact_message',
  summary: 'Take the words out of a message; who got it and when stays.',
  http: 'POST /admin/messages/{messageId}/redaction',
  output: z.null(),
  ...onMessage,
  async run(ctx, { messageId }, found) {
    const message = loaded(found)
    if ((await redact(ctx.db, messageId)) === 0) throw new Fault('conflict', 'admin_message_waiting')
    ctx.audit(about(message))
    return null
  },
})

const codeLifetime = 15 * 60_000

export const resendMessage = operation({
  name: 'admin.resend_message',
  summary: 'Send a failed or shown message again.',
  http: 'POST /admin/messages/{messageId}/resend',
  output: z.null(),
  ...onMessage,
  async run(ctx, { messageId }, found) {
    const message = loaded(found)
    if (message.state !== 'failed' && message.state !== 'shown')
      throw new Fault('conflict', 'admin_message_not_failed')
    const old = message.secret === 'code' && Date.parse(ctx.now) - Date.parse(message.age) > codeLifetime
    if (message.redacted || old) throw new Fault('conflict', 'admin_message_redacted')
    await requeue(ctx.db, messageId)
    ctx.audit(about(message))
    return null
  },
})

export const listQueue = operation({
  name: 'admin.list_jobs',
  summary: 'Jobs that wait, run, are tried again or were given up, newest first.',
  http: 'GET /admin/jobs',
  secondFactor: true,
  input: JobFilter,
  output: JobPage,
  subject: home,
  can: mayKeepDeployment,
  run: (ctx, filter) => listJobs(ctx.db, filter),
})

export const retryFailedJob = operation({
  name: 'admin.retry_job',
  summary: 'Try a failed job again at once.',
  http: 'POST /admin/jobs/{jobId}/retry',
  secondFactor: true,
  input: JobId,
  output: z.null(),
  subject: home,
  can: mayKeepDeployment,
  async run(ctx, { jobId }) {
    if (!(await retryJob(ctx.db, jobId))) throw new Fault('not_found', 'admin_job_gone')
    ctx.audit({ subject: { type: 'job', id: String(jobId) } })
    return null
  },
})

export const searchAudit = operation({
  name: 'admin.list_audit',
  summary: 'Who did what, newest first, in the regions one administers.',
  http: 'GET /admin/audit',
  secondFactor: true,
  input: AuditFilter,
  output: AuditPage,
  can: mayAdminister,
  run: (ctx, filter) => listAudit(ctx.db, administered(ctx.actor), filter, ctx.locale),
})

export const getDeploymentSettings = operation({
  name: 'admin.get_settings',
  summary: 'What this deployment set for itself.',
  http: 'GET /admin/settings',
  secondFactor: true,
  input: z.object({}),
  output: AllSettings,
  subject: home,
  can: mayKeepDeployment,
  run: (ctx) => getAllSettings(ctx.db),
})

/** One group of settings is one form and one act. */
const saveGroup = <Group extends SettingGroup, Schema extends z.ZodType<Settings[Group]>>(
  group: Group,
  schema: Schema,
  summary: string,
  check: (actor: Actor, value: Settings[Group]) => void = () => undefined,
) =>
  operation({
    name: `admin.save_${group}_settings`,
    summary,
    http: `PUT /admin/settings/${group}`,
    secondFactor: true,
    input: schema,
    output: schema,
    subject: home,
    can: mayKeepDeployment,
    async run(ctx, value) {
      const after = value as Settings[Group]
      check(ctx.actor, after)
      const before = await getSettings(ctx.db, group)
      await saveSettings(ctx.db, group, after)
      ctx.touch('settings')
      ctx.audit({ subject: { type: 'setting', id: group }, changes: { before, after } })
      return value as z.input<Schema>
    },
  })

export const saveSiteSettings = saveGroup(
  'site',
  SiteSettings,
  'Name, colour, region and time zone of the site.',
  (actor, { region }) => {
    // Who gave the deployment to a region that is not theirs could not take it back.
    if (!holds(actor, ['administrator'], region)) throw fieldFault('region', 'admin_region_outside')
  },
)
export const saveLetterheadSettings = saveGroup('letterhead', LetterheadSettings, 'Head of letters.')
export const saveStandardSettings = saveGroup(
  'standards',
  StandardSettings,
  'How many working days a decision may take.',
)
export const saveMessageSettings = saveGroup(
  'messages',
  MessageSettings,
  'Signature and approved templates of messages.',
)

export const administrationOperations = [
  getAdministration,
  listOutbox,
  revealRecipient,
  redactMessage,
  resendMessage,
  listQueue,
  retryFailedJob,
  searchAudit,
  getDeploymentSettings,
  saveSiteSettings,
  saveLetterheadSettings,
  saveStandardSettings,
  saveMessageSettings,
] as unknown as readonly Operation[]
