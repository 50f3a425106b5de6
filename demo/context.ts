import type { Actor } from '#kernel/actor.ts'
import { insertAudit } from '#kernel/audit.server.ts'
import type { AuditNote, Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import type { Database } from '#platform/database/transaction.ts'

/**
 * Call a module's command as somebody of the demo, at a time in the past. What it would send, enqueue or drop from pages
 * does not happen: nobody waits for it. The audit log gets its entry.
 */
export async function actAs<Result>(
  db: Database,
  who: { actor: Actor; now: string; operation: string },
  command: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  const note: AuditNote = {}
  const ctx: Context = {
    actor: who.actor,
    locale: 'id',
    now: who.now,
    requestId: 'demo',
    via: 'cli',
    db,
    emit: () => undefined,
    send: () => newId(),
    touch: () => undefined,
    audit: (more) => void Object.assign(note, more),
  }
  const result = await command(ctx)
  await db.exec(
    insertAudit(
      who.operation,
      { actor: who.actor, via: 'cli', requestId: 'demo', now: who.now },
      note,
      result,
    ),
  )
  return result
}
