import { createHash } from 'node:crypto'
import { type Query, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { Actor } from './actor.ts'
import { Fault } from './fault.ts'

interface Claimant {
  actor: Actor
  idempotencyKey?: string | undefined
}

/** Visitors share one name space: their keys are random, and the answer also needs the same request. */
const claimant = ({ actor }: Claimant) => `${actor.kind}:${actor.accountId ?? actor.name}`

const hashOf = (operation: string, input: unknown) =>
  createHash('sha256')
    .update(`${operation}\n${JSON.stringify(input)}`)
    .digest()

/**
 * Claim the key for this transaction; a request still running with the same key is waited for.
 * Returns the earlier answer when the request was already applied.
 * @throws Fault `idempotency_mismatch` when the key was used for another request.
 */
export async function claimKey(
  db: Database,
  operation: string,
  call: Claimant,
  input: unknown,
): Promise<{ response: unknown } | undefined> {
  const key = call.idempotencyKey ?? ''
  if (key.length < 8 || key.length > 200) throw new Fault('invalid_input', 'kernel_bad_key')
  const hash = hashOf(operation, input)
  const claimed = await db.exec(
    text(
      `insert into kernel.idempotency_key (actor, key, operation, request_hash) values ($1, $2, $3, $4)
       on conflict on constraint idempotency_key_key do nothing`,
      [claimant(call), key, operation, hash],
    ),
  )
  if (claimed === 1) return undefined
  const earlier = await db.one(
    text<{ request_hash: Buffer; response: unknown }>(
      'select request_hash, response from kernel.idempotency_key where actor = $1 and key = $2',
      [claimant(call), key],
    ),
  )
  if (!earlier.request_hash.equals(hash)) throw new Fault('idempotency_mismatch', 'kernel_key_reused')
  return { response: earlier.response }
}

export const storeResponse = (call: Claimant, response: unknown): Query<unknown> =>
  text('update kernel.idempotency_key set response = $3 where actor = $1 and key = $2', [
    claimant(call),
    call.idempotencyKey,
    JSON.stringify(response),
  ])
