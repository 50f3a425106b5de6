import type { z } from 'zod'
import { holds, scopeOf } from '#kernel/actor.ts'
import { listAudit } from '#kernel/administration-queries.server.ts'
import type { Context } from '#kernel/context.ts'
import { findRecordOf } from '../field/queries.server.ts'
import { doublesOf } from '../matching/queries.server.ts'
import { deciders, isOwnCase, isOwner, readers } from '../policy.ts'
import { getEntryDetail, listRounds } from '../queries.server.ts'
import { mayUndo } from '../rules.ts'
import type { Round } from '../schema.ts'
import { statusUrl } from '../secrets.server.ts'
import { importOf } from '../sheets/queries.server.ts'
import { listEvidence, listLines } from '../verification/queries.server.ts'
import type { Checks } from '../verification/schema.ts'
import { noticeOf } from './notices.ts'
import { inboxItems, type LockedCase, listReasons } from './queries.server.ts'
import type { HistoryItem, RegistrationCase } from './schema.ts'

/** A case with everything needed to decide it, for an officer who may read it. */
export async function describeCase(
  ctx: Context,
  found: LockedCase,
): Promise<z.input<typeof RegistrationCase>> {
  const [entry, rounds, reasons, [item], doubles, checks, field] = await Promise.all([
    getEntryDetail(ctx.db, found.id),
    listRounds(ctx.db, [found.subjectId]),
    listReasons(ctx.db, found.locale),
    inboxItems(ctx, [found]),
    found.kind === 'organisation' ? null : doublesOf(ctx.db, found.subjectId),
    checksOf(ctx, found),
    found.desk ? findRecordOf(ctx.db, found.subjectId) : null,
  ])
  if (!item) throw new Error('a case is its own inbox item')
  const own = isOwnCase(ctx.actor, found)
  const mayDecideNow = !own && found.decision === null && holds(ctx.actor, deciders, found.regionCode)
  const all = rounds.get(found.subjectId) ?? []
  return {
    item,
    entry,
    rounds: all,
    history: await historyOf(ctx, all),
    own,
    decisions: mayDecideNow ? possible.filter((one) => one !== 'approve' || checks.missing === 0) : [],
    reasons,
    notices: noticesOf(found),
    desk: found.desk,
    doubles,
    checks,
    field,
    decidedBy: found.decidedByName,
    decidedAt: found.decidedAt,
    decision: found.decision,
    reason: found.reason,
    mayUndo:
      found.decidedAt !== null &&
      found.decidedBy === ctx.actor.accountId &&
      mayUndo(found.decidedAt, ctx.now),
    version: found.version,
  }
}

const possible = ['approve', 'return', 'reject'] as const

/** What was looked at, in short; the whole checklist has a page of its own. */
async function checksOf(ctx: Context, found: LockedCase): Promise<Checks> {
  const [lines, evidence] = await Promise.all([
    listLines(ctx.db, found, ctx.locale),
    listEvidence(ctx.db, found.subjectId),
  ])
  const missing = lines.filter(({ required, done }) => required && !done).length
  return { lines, missing, evidence: evidence.length, open: !isOwner(ctx.actor, found) }
}

/** The messages word for word, with `{reason}` where the reason goes; none when the person has no phone. */
function noticesOf(found: LockedCase): Partial<Record<'approve' | 'return' | 'reject', string>> {
  if (found.phone === null) return {}
  const facts = {
    name: found.name,
    reference: found.reference,
    link: statusUrl(found.subjectId, found.locale),
  }
  const notice = (decision: 'approve' | 'return' | 'reject') =>
    noticeOf(decision, facts, '{reason}', found.locale)
  return { approve: notice('approve'), return: notice('return'), reject: notice('reject') }
}

const importAct = 'registry.apply_import_part'

/** The audit entries of every sending of this entry, newest first. */
async function historyOf(ctx: Context, rounds: readonly Round[]): Promise<z.input<typeof HistoryItem>[]> {
  const scope = scopeOf(ctx.actor, readers)
  const [imported, ...pages] = await Promise.all([
    importOf(
      ctx.db,
      rounds.map(({ id }) => id),
    ),
    ...rounds
      .slice(0, 10)
      .map((round) => listAudit(ctx.db, scope, { subject: round.id, limit: 50 }, ctx.locale)),
  ])
  const acts = pages
    .flatMap((page) => page.items)
    .map((act) => ({
      at: act.at,
      operation: act.operation,
      by: act.actorName,
      onBehalfOf: act.onBehalfOf?.name ?? null,
      reason: act.reason,
    }))
  const { at, by, file, line } = imported ?? {}
  const came =
    at === undefined
      ? []
      : [
          {
            at,
            operation: importAct,
            by: by ?? '',
            onBehalfOf: null,
            reason: file ? `${file}: ${line}` : null,
          },
        ]
  return [...acts, ...came].sort((a, b) => b.at.localeCompare(a.at))
}
