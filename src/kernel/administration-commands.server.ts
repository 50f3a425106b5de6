import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { addJob } from './outbox.server.ts'

/** Take the words out of a message that should not have been kept; who got it and when stays. */
export const redact = (db: Database, id: string) =>
  db.exec(
    text(
      `update kernel.message set body = '—', subject = null, redacted_at = now() where id = $1 and state <> 'queued'`,
      [id],
    ),
  )

/** Put a message back into the queue, as new. */
export async function requeue(db: Database, id: string): Promise<void> {
  await db.exec(
    text(
      `update kernel.message set state = 'queued', failure = null, sent_by = null, sent_at = null, taken_until = null where id = $1`,
      [id],
    ),
  )
  await db.exec(addJob('deliver_message', { messageId: id }, { key: `message:${id}` }))
}

/** False when the job is gone, runs, or never failed. */
export const retryJob = async (db: Database, id: number) =>
  (await db.one(text<{ retried: boolean }>('select kernel.retry_job($1) as retried', [id]))).retried
