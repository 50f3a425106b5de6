import type { Database } from '#platform/database/transaction.ts'
import type { Actor } from './actor.ts'
import type { Locale } from './locale.ts'

/** How the request came in; the audit keeps it. */
export type Via = 'page' | 'form' | 'rest' | 'cli' | 'job'

/** A message to a person, written in the same transaction as its cause and sent after it. */
export interface Message {
  /** E.164 phone number or an e-mail address. */
  to: { phone: string } | { email: string }
  locale: Locale
  /** Name of the kind of message (`space.booking_approved`), also the WhatsApp template's name. */
  template: string
  /** Only e-mail shows it. */
  subject?: string
  body: string
  about?: { type: string; id: string }
  /** Region whose administrators may see the message in the outbox. */
  region?: string
  /** Wait this long before sending, so that a decision can be undone (B5). */
  holdSeconds?: number
}

/** What the audit entry of this operation says beyond who, when and which operation. */
export interface AuditNote {
  subject?: { type: string; id: string }
  region?: string
  reason?: string
  changes?: Record<string, unknown>
  /** Upkeep that found nothing to do: no entry. The clock asks every minute, and the log is for acts. */
  nothing?: boolean
}

/** Everything an operation may touch. Time and randomness come from here, so that rules stay pure. */
export interface Context {
  actor: Actor
  locale: Locale
  /** ISO instant (UTC) of the request. */
  now: string
  requestId: string
  via: Via
  db: Database
  /** Enqueue a job in the same transaction. */
  emit(job: string, payload: Record<string, unknown>, options?: JobOptions): void
  /** Put a message into the outbox in the same transaction; returns its id. */
  send(message: Message): string
  /** Drop cached pages that carry this tag, once the transaction is committed. */
  touch(tag: string): void
  audit(note: AuditNote): void
}

export interface JobOptions {
  /** ISO instant. */
  runAt?: string
  /** A later job with the same key replaces the earlier one. */
  key?: string
  maxAttempts?: number
}
