import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Actor, Grant } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { log } from '#platform/log.ts'

interface KeyRow {
  key_id: string
  account_id: string
  name: string
  scopes: string[]
  expires_at: string
  aged: boolean
  grants: Grant[]
}

/** Longest time a change of roles, or a revocation by another process, may stay unseen. Milliseconds. */
const keptFor = 5000
const mostKept = 5000
const format = /^bdy_[A-Za-z0-9_-]{43}$/

interface Kept {
  actor: Actor
  keyId: string
  until: number
}
const kept = new Map<string, Kept>()
/** Keys revoked by this process, remembered until nobody can have read them from before the commit. */
const stopped = new Map<string, number>()

/** The key as it is stored; 32 random bytes need no salt and no slow hash. */
export const hashKey = (key: string) => createHash('sha256').update(key).digest()

/**
 * The owner of the key, limited to its scopes: one hash, and within five seconds no query.
 * @throws Fault `unauthenticated` when the key is unknown, expired or revoked, or its owner disabled.
 */
export async function resolveKey(pool: Pool, key: string, now = Date.now()): Promise<Actor> {
  if (!format.test(key)) throw refused()
  const hash = hashKey(key)
  const name = hash.toString('base64')
  const known = kept.get(name)
  if (known && known.until > now) return known.actor
  const { rows } = await pool.query<KeyRow>({
    name: 'identity.resolve_key',
    text: 'select * from identity.resolve_key($1)',
    values: [hash],
  })
  const [row] = rows
  if (!row || (stopped.get(row.key_id) ?? 0) > now) {
    kept.delete(name)
    throw refused()
  }
  if (row.aged) noteKey(pool, row.key_id)
  const actor = actorOf(row)
  if (kept.size >= mostKept) kept.clear()
  kept.set(name, { actor, keyId: row.key_id, until: Math.min(now + keptFor, Date.parse(row.expires_at)) })
  return actor
}

const refused = () => new Fault('unauthenticated', 'identity_bad_key')

const actorOf = (row: KeyRow): Actor => ({
  kind: 'key',
  accountId: row.account_id,
  name: row.name,
  grants: row.grants,
  keyScopes: row.scopes,
  secondFactor: false,
  sessionId: null,
})

/** A revoked key stops at once in this process, also while the revocation is not yet committed. */
export function forgetKey(keyId: string, now = Date.now()): void {
  for (const [earlier, until] of stopped) if (until <= now) stopped.delete(earlier)
  stopped.set(keyId, now + keptFor)
  for (const [name, entry] of kept) if (entry.keyId === keyId) kept.delete(name)
}

/** What an account may do changed: its keys are asked for again. */
export function forgetKeysOf(accountId: string): void {
  for (const [name, entry] of kept) if (entry.actor.accountId === accountId) kept.delete(name)
}

function noteKey(pool: Pool, keyId: string) {
  pool
    .query('select identity.note_key($1)', [keyId])
    .catch((error: unknown) => log.warn({ err: error }, 'use of a key not noted'))
}
