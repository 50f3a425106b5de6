import { type Query, text } from '#platform/database/query.ts'
import type { Actor } from './actor.ts'
import type { AuditNote, Via } from './context.ts'

interface Act {
  actor: Actor
  via: Via
  requestId: string
  now: string
}

/** The audit entry of one operation; written with its effect or not at all. */
export function insertAudit(operation: string, act: Act, note: AuditNote, output: unknown): Query<unknown> {
  const { actor } = act
  const subject = note.subject ?? subjectOf(operation, output)
  const stands = actor.grants.find(
    (grant) => grant.onBehalfOf && (note.region ?? '').startsWith(grant.region ?? '~'),
  )?.onBehalfOf
  return text(
    `insert into kernel.audit_entry
       (operation, actor_id, actor_name, on_behalf_of, via, request_id, subject_type, subject_id, region_code, reason, changes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      operation,
      actor.accountId,
      actor.name,
      stands ? JSON.stringify(stands) : null,
      act.via,
      act.requestId,
      subject?.type ?? null,
      subject?.id ?? null,
      note.region ?? null,
      note.reason ?? null,
      note.changes ? JSON.stringify(note.changes) : null,
    ],
  )
}

/** Without a word from the operation, the subject is the record it answered with. */
function subjectOf(operation: string, output: unknown): { type: string; id: string } | undefined {
  if (typeof output !== 'object' || output === null || !('id' in output)) return undefined
  return { type: operation.split('.')[0] ?? operation, id: String(output.id) }
}
