import type { Pool } from 'pg'
import { systemActor } from '#kernel/actor.ts'
import { claimsOf } from '#kernel/execute.server.ts'
import { addJob } from '#kernel/outbox.server.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { emptyExport } from './exports/worker.server.ts'
import { emptyFolder } from './source.server.ts'

const system = claimsOf(systemActor('import'))

/** Days after which a list and its faulty rows are removed: long enough to mend them, no longer (UU 27/2022 art. 43). */
export const keepDays = 30

/** A worker that says nothing for two minutes is dead: another begins where it stopped. */
export async function wakeAbandoned(pool: Pool): Promise<void> {
  await transaction(pool, system, 'write', async (db) => {
    const runs = await db.many(
      text<{ id: string }>(
        `select id from registry.import_run
         where state in ('checking', 'applying') and beat_at < clock_timestamp() - interval '2 minutes'`,
      ),
    )
    for (const { id } of runs)
      await db.exec(addJob('registry.work_on_import', { runId: id }, { key: `import:${id}` }))
    const exports = await db.many(
      text<{ id: string }>(
        `select id from registry.export_run
         where state in ('waiting', 'working') and beat_at < clock_timestamp() - interval '2 minutes'`,
      ),
    )
    for (const { id } of exports)
      await db.exec(addJob('registry.work_on_export', { exportId: id }, { key: `export:${id}` }))
    return { result: undefined }
  })
}

/** Remove what is no longer needed: the counts stay, the people's data go. */
export async function emptyOldRuns(pool: Pool): Promise<void> {
  const old = await transaction(pool, system, 'write', async (db) => {
    const runs = await db.many(
      text<{ id: string }>(
        `update registry.import_run set emptied_at = clock_timestamp(), preview = null,
           state = case when state in ('mapping', 'checked', 'failed') then 'cancelled' else state end
         where emptied_at is null and state not in ('checking', 'applying')
           and coalesce(finished_at, beat_at) < clock_timestamp() - make_interval(days => $1) returning id`,
        [keepDays],
      ),
    )
    await db.exec(
      text('delete from registry.import_row where run_id = any ($1::uuid[])', [runs.map(({ id }) => id)]),
    )
    return { result: runs }
  })
  for (const { id } of old) await emptyFolder(id)
  await emptyOldExports(pool)
}

/** A taken list is on the taker's own disk: here it lies a week. */
const keepExportDays = 7

async function emptyOldExports(pool: Pool): Promise<void> {
  const old = await transaction(pool, system, 'write', async (db) => ({
    result: await db.many(
      text<{ id: string }>(
        `update registry.export_run set emptied_at = clock_timestamp()
         where emptied_at is null and created_at < clock_timestamp() - make_interval(days => $1) returning id`,
        [keepExportDays],
      ),
    ),
  }))
  for (const { id } of old) await emptyExport(id)
}

/** Search rows of imported businesses made at a time: a second of work. */
const searchStep = 500

/** Let the search know what was imported. @returns how many businesses */
export async function refreshImported(pool: Pool, signal?: AbortSignal): Promise<number> {
  let total = 0
  for (;;) {
    const made = await transaction(pool, system, 'write', async (db) => ({
      result: (
        await db.one(text<{ made: number }>('select registry.refresh_imported($1) as made', [searchStep]))
      ).made,
    }))
    total += made
    if (made === 0 || signal?.aborted) return total
  }
}
