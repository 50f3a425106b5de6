import type { Pool } from 'pg'
import { type Actor, systemActor } from '#kernel/actor.ts'
import type { Via } from '#kernel/context.ts'
import { type Call, claimsOf, execute } from '#kernel/execute.server.ts'
import { Fault } from '#kernel/fault.ts'
import { actorOf } from '#modules/identity/provision.server.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { applyPart } from './apply.server.ts'
import { checkList, Overtaken } from './check.server.ts'
import { lanesOf } from './lanes.server.ts'
import { mayImportAnything } from './policy.ts'
import { getRun, type Run } from './queries.server.ts'
import { isBroken } from './source.server.ts'

const system = claimsOf(systemActor('import'))

export interface Work {
  pool: Pool
  signal?: AbortSignal
  via?: Via
  /** Nobody tries again: what fails now is told. */
  last?: boolean
  /** Told after each part. */
  onProgress?(run: Run): void
}

const load = (pool: Pool, id: string): Promise<Run> =>
  transaction(pool, system, 'read', async (db) => ({ result: await getRun(db, id) }))

/** Whose rights the rows are asked by: of whoever started the run, as they are today; the command line is the system. */
async function actorOfRun(pool: Pool, { createdBy }: Run): Promise<Actor> {
  if (createdBy === null) return systemActor('import')
  const actor = await actorOf(pool, createdBy)
  if (!mayImportAnything(actor)) throw new Fault('forbidden', 'kernel_forbidden')
  return actor
}

/**
 * Check or record a list until nothing is left to do. May be begun again at any time, also while another worker is at it:
 * a check starts anew and the earlier one stops, recording goes on where the last transaction left it.
 */
export async function workOnImport(id: string, work: Work): Promise<void> {
  const run = await load(work.pool, id)
  try {
    const actor = await actorOfRun(work.pool, run)
    if (run.state === 'checking') await checkList(work.pool, run, actor, work.signal)
    if (run.state === 'applying') await applyAll(id, actor, work)
  } catch (error) {
    if (error instanceof Overtaken) {
      // Whoever stops the process wants it begun again by the next.
      if (work.signal?.aborted) throw error
      return
    }
    const key = failureOf(error) ?? (work.last ? 'kernel_internal' : undefined)
    if (key === undefined) throw error
    await fail(work.pool, id, key)
  }
}

/** One part; met by somebody who records the same rows it is tried again. */
async function applyNext(id: string, lane: number, call: Call): Promise<{ done: boolean }> {
  for (let attempt = 1; ; attempt++)
    try {
      return await execute(applyPart, { importId: id, lane }, call)
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'unavailable') || attempt === 5) throw error
    }
}

/** All lanes side by side; if one fails, the others finish the part they are at. */
async function applyAll(id: string, actor: Actor, work: Work): Promise<void> {
  const numbers = await transaction(work.pool, system, 'read', async (db) => ({
    result: await lanesOf(db, id),
  }))
  const failed = new AbortController()
  const results = await Promise.allSettled(
    numbers.map((lane) =>
      applyLane(id, lane, actor, work, failed.signal).catch((error: unknown) => {
        failed.abort()
        throw error
      }),
    ),
  )
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

async function applyLane(
  id: string,
  lane: number,
  actor: Actor,
  { pool, signal, via = 'job', onProgress }: Work,
  failed: AbortSignal,
): Promise<void> {
  while (!failed.aborted) {
    if (signal?.aborted) throw new Overtaken('stopping')
    const call = {
      pool,
      actor,
      locale: 'id',
      requestId: `import-${id}`,
      via,
      now: new Date().toISOString(),
    } as const
    const { done } = await applyNext(id, lane, call)
    if (onProgress) onProgress(await load(pool, id))
    if (done) return
  }
}

/** What will fail again however often it is tried. */
function failureOf(error: unknown): string | undefined {
  if (isBroken(error)) return 'sheets_file_broken'
  if (error instanceof Fault && error.code !== 'unavailable' && error.code !== 'internal') return error.key
  return undefined
}

const fail = (pool: Pool, id: string, key: string): Promise<void> =>
  transaction(pool, system, 'write', async (db) => {
    await db.exec(
      text(
        `update registry.import_run set state = 'failed', failure = $2, finished_at = clock_timestamp()
         where id = $1 and state in ('checking', 'applying')`,
        [id, key],
      ),
    )
    return { result: undefined }
  })
