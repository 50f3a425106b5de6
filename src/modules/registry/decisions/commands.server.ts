import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { cancelMessages } from '#kernel/outbox.server.ts'
import { workingMinutesBetween } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { isOwnCase } from '../policy.ts'
import { decisionRecorded, mayUndo, stateAfter, undoSeconds } from '../rules.ts'
import { statusUrl } from '../secrets.server.ts'
import { missingChecks } from '../verification/queries.server.ts'
import { noticeOf } from './notices.ts'
import type { LockedCase } from './queries.server.ts'

/** What an officer says. */
export interface Ruling {
  decision: 'approve' | 'return' | 'reject'
  reason?: string | undefined
  reasonCode?: string | undefined
  /** Version the officer saw. */
  version?: number | undefined
}

/** Why this officer cannot decide this case now; undefined when they can. */
export function refuseDecision(ctx: Context, found: LockedCase, ruling: Ruling): Fault | undefined {
  if (isOwnCase(ctx.actor, found)) return new Fault('forbidden', 'registry_own_case')
  if (found.decision !== null)
    return new Fault('conflict', 'registry_already_decided', { params: { name: found.decidedByName ?? '' } })
  if (ruling.version !== undefined && ruling.version !== found.version)
    return new Fault('stale', 'registry_stale')
  return undefined
}

/** Decide a case: state, reason, waiting time, and the message that leaves when nobody took it back. */
export async function decideCase(ctx: Context, found: LockedCase, ruling: Ruling): Promise<Decision> {
  const refusal = refuseDecision(ctx, found, ruling)
  if (refusal) throw refusal
  if (ruling.decision === 'approve') await requireChecks(ctx, found)
  const { reason, reasonCode } = await reasonOf(ctx, ruling)
  const state = stateAfter[ruling.decision]
  const waited = await workingMinutesBetween(ctx.db, found.submittedAt, ctx.now, found.regionCode)
  const { version } = await ctx.db.one(
    text<{ version: number }>(
      `update registry.registration set state = $2, decision = $3, decided_at = $4, decided_by = $5, decided_by_name = $6,
         reason = $7, reason_code = $8, waited_minutes = $9, version = version + 1
       where id = $1 returning version`,
      [
        found.id,
        state,
        decisionRecorded[ruling.decision],
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
        reason,
        reasonCode,
        waited,
      ],
    ),
  )
  await moveSubject(ctx, found, state)
  sendNotice(ctx, found, ruling.decision, reason ?? '')
  ctx.touch('registrations')
  const undoUntil = new Date(Date.parse(ctx.now) + undoSeconds * 1000).toISOString()
  return { id: found.id, reference: found.reference, name: found.name, state, version, undoUntil }
}

/** What is required is looked at first; the officer reads what is missing. */
async function requireChecks(ctx: Context, found: LockedCase): Promise<void> {
  const missing = await missingChecks(ctx.db, found, ctx.locale)
  if (missing.length > 0)
    throw new Fault('conflict', 'verification_missing', { params: { items: missing.join('; ') } })
}

export interface Decision {
  id: string
  reference: string
  name: string
  state: 'submitted' | 'verified' | 'returned' | 'rejected' | 'inactive' | 'merged'
  version: number
  undoUntil: string | null
}

/** Figures count by code; a reason that was only typed counts as `other`. */
async function reasonOf(
  ctx: Context,
  ruling: Ruling,
): Promise<{ reason: string | null; reasonCode: string | null }> {
  if (ruling.decision === 'approve') return { reason: null, reasonCode: null }
  const reason = ruling.reason ?? ''
  if (ruling.reasonCode === undefined || ruling.reasonCode === 'other') return { reason, reasonCode: 'other' }
  const known = await ctx.db.maybe(
    text('select code from registry.reason where code = $1 and $2 = any (decisions) and active', [
      ruling.reasonCode,
      ruling.decision,
    ]),
  )
  if (!known) throw fieldFault('reasonCode', 'kernel_field_choose')
  return { reason, reasonCode: ruling.reasonCode }
}

/** The business or organisation follows its latest registration. */
async function moveSubject(ctx: Context, found: LockedCase, state: Decision['state']): Promise<void> {
  const table = found.kind === 'organisation' ? 'organisation' : 'business'
  await ctx.db.exec(
    text(
      `update registry.${table} set state = $2, updated_at = $3, version = version + 1,
         verified_at = case $2 when 'verified' then $3::timestamptz when 'submitted' then null else verified_at end
       where id = $1`,
      [found.subjectId, state, ctx.now],
    ),
  )
}

function sendNotice(ctx: Context, found: LockedCase, decision: Ruling['decision'], reason: string) {
  if (found.phone === null) return
  const facts = {
    name: found.name,
    reference: found.reference,
    link: statusUrl(found.subjectId, found.locale),
  }
  ctx.send({
    to: { phone: found.phone },
    locale: found.locale,
    template: `registry.registration_${decisionRecorded[decision]}`,
    body: noticeOf(decision, facts, reason, found.locale),
    about: { type: 'registration', id: found.id },
    region: found.regionCode,
    holdSeconds: undoSeconds,
  })
}

/** Take a decision back while its message still waits; only by the one who made it. */
export async function undoDecision(ctx: Context, found: LockedCase): Promise<Decision> {
  if (found.decision === null || found.decidedAt === null)
    throw new Fault('conflict', 'registry_nothing_to_undo')
  if (!found.latest || found.state === 'inactive' || found.state === 'merged')
    throw new Fault('conflict', 'registry_undo_too_late')
  if (found.decidedBy !== ctx.actor.accountId) throw new Fault('forbidden', 'registry_undo_not_yours')
  if (!mayUndo(found.decidedAt, ctx.now)) throw new Fault('conflict', 'registry_undo_too_late')
  const { version } = await ctx.db.one(
    text<{ version: number }>(
      `update registry.registration set state = 'submitted', decision = null, decided_at = null, decided_by = null,
         decided_by_name = null, reason = null, reason_code = null, waited_minutes = null, version = version + 1
       where id = $1 returning version`,
      [found.id],
    ),
  )
  await moveSubject(ctx, found, 'submitted')
  await ctx.db.exec(
    cancelMessages({ type: 'registration', id: found.id }, `registry.registration_${found.decision}`),
  )
  ctx.touch('registrations')
  return {
    id: found.id,
    reference: found.reference,
    name: found.name,
    state: 'submitted',
    version,
    undoUntil: null,
  }
}

/** The business stopped, or the office closed: it keeps its record and leaves the lists of active ones. */
export async function deactivateEntry(ctx: Context, found: LockedCase, reason: string): Promise<Decision> {
  if (found.state !== 'verified' || !found.latest) throw new Fault('conflict', 'registry_not_active')
  const { version } = await ctx.db.one(
    text<{ version: number }>(
      `update registry.registration set state = 'inactive', version = version + 1 where id = $1 returning version`,
      [found.id],
    ),
  )
  await moveSubject(ctx, found, 'inactive')
  ctx.audit({ subject: { type: 'registration', id: found.id }, region: found.regionCode, reason })
  ctx.touch('registrations')
  return {
    id: found.id,
    reference: found.reference,
    name: found.name,
    state: 'inactive',
    version,
    undoUntil: null,
  }
}
