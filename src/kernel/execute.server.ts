import type { Pool } from 'pg'
import type { z } from 'zod'
import type { Query } from '#platform/database/query.ts'
import { type Claims, type Database, transaction } from '#platform/database/transaction.ts'
import { type Actor, isSignedIn } from './actor.ts'
import { insertAudit } from './audit.server.ts'
import type { AuditNote, Context, Via } from './context.ts'
import { databaseFault, isRetryable, violatedConstraint } from './database-fault.server.ts'
import { Fault } from './fault.ts'
import { newId } from './id.ts'
import { claimKey, storeResponse } from './idempotency.server.ts'
import type { Locale } from './locale.ts'
import { isRead, keyScopeOf, type Operation } from './operation.ts'
import { addJob, insertMessage } from './outbox.server.ts'
import { inputFault } from './problem.ts'

/** One call of an operation, whatever door it came through. */
export interface Call {
  pool: Pool
  actor: Actor
  locale: Locale
  requestId: string
  via: Via
  /** ISO instant; the clock of the request. */
  now: string
  idempotencyKey?: string | undefined
  /** Called after the commit with the tags of cached pages that are no longer true. */
  onChanged?: (tags: readonly string[]) => void
}

export const claimsOf = (actor: Actor): Claims => ({
  actorId: actor.accountId,
  scopes: actor.grants.flatMap((grant) => (grant.region === null ? [] : [grant.region])),
  organisations: actor.grants.flatMap((grant) =>
    grant.organisationId === null ? [] : [grant.organisationId],
  ),
  system: actor.kind === 'system',
})

/**
 * The one way in: parse → transaction → claim the key → load the subject → ask the policy → run → audit, messages and
 * jobs in the same transaction → parse the output → commit.
 * @throws Fault, always: whatever else goes wrong is turned into one by the adapters.
 */
export async function execute<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  op: Operation<Input, Output, Subject>,
  rawInput: unknown,
  call: Call,
): Promise<z.output<Output>> {
  const parsed = op.input.safeParse(rawInput, { reportInput: true })
  if (!parsed.success) throw inputFault(parsed.error)
  checkDoor(op as unknown as Operation, call.actor)
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(op, parsed.data, call)
    } catch (error) {
      if (isRetryable(error) && attempt < 4) continue
      throw await explain(op, parsed.data, call, error)
    }
  }
}

/** What can be refused before the database is asked. */
function checkDoor(op: Operation, actor: Actor) {
  const scope = keyScopeOf(op)
  if (actor.keyScopes && !actor.keyScopes.includes(scope))
    throw new Fault('forbidden', 'kernel_key_scope', { params: { scope } })
  if (op.secondFactor && actor.kind === 'account' && !actor.secondFactor)
    throw new Fault('forbidden', 'kernel_second_factor', { details: { secondFactor: true } })
}

async function attemptOnce<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  op: Operation<Input, Output, Subject>,
  input: z.output<Input>,
  call: Call,
): Promise<z.output<Output>> {
  const reads = isRead(op as unknown as Operation)
  const tags = new Set<string>()
  const output = await transaction(call.pool, claimsOf(call.actor), reads ? 'read' : 'write', async (db) => {
    const effects: Query<unknown>[] = []
    const { ctx, note } = contextOf(call, db, effects, tags)
    const claim = call.idempotencyKey && !reads ? claimKey(db, op.name, call, input) : undefined
    const loading = op.subject?.(ctx, input)
    loading?.catch(() => undefined)
    const earlier = await claim?.catch(async (error: unknown) => {
      // A subject that failed beside it spoilt the transaction for both: then that is the cause.
      await loading
      throw error
    })
    if (earlier) return { result: earlier.response as z.output<Output> }
    const subject = (await loading) as Subject
    admit(op.can(call.actor, subject, input), call.actor)
    const result = op.output.parse(await op.run(ctx, input, subject))
    if (!reads && !note().nothing) effects.push(insertAudit(op.name, call, note(), result))
    if (claim && call.idempotencyKey) effects.push(storeResponse(call, result))
    return { result, last: effects }
  })
  if (tags.size > 0) call.onChanged?.([...tags])
  return output
}

function admit(verdict: 'allowed' | 'forbidden' | 'hidden', actor: Actor) {
  if (verdict === 'allowed') return
  if (verdict === 'hidden') throw new Fault('not_found', 'kernel_not_found')
  throw isSignedIn(actor) || actor.kind === 'system'
    ? new Fault('forbidden', 'kernel_forbidden')
    : new Fault('unauthenticated', 'kernel_unauthenticated')
}

function contextOf(call: Call, db: Database, effects: Query<unknown>[], tags: Set<string>) {
  const note: AuditNote = {}
  const ctx: Context = {
    actor: call.actor,
    locale: call.locale,
    now: call.now,
    requestId: call.requestId,
    via: call.via,
    db,
    emit: (job, payload, options) => void effects.push(addJob(job, payload, options)),
    send(message) {
      const id = newId()
      effects.push(...insertMessage(id, message, call.now))
      return id
    },
    touch: (tag) => void tags.add(tag),
    audit: (more) => void Object.assign(note, more),
  }
  return { ctx, note: () => note }
}

/** Turn a failure into the fault a person can act on; a violated constraint may look up alternatives first. */
async function explain<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  op: Operation<Input, Output, Subject>,
  input: z.output<Input>,
  call: Call,
  error: unknown,
): Promise<unknown> {
  const constraint = violatedConstraint(error)
  const meaning = constraint === undefined ? undefined : op.constraints?.[constraint]
  if (!meaning) return databaseFault(error, input)
  return transaction(call.pool, claimsOf(call.actor), 'read', async (db) => ({
    result: await meaning(contextOf(call, db, [], new Set()).ctx, input),
  }))
}
