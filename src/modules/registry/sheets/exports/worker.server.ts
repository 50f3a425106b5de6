import type { Pool } from 'pg'
import { systemActor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { Fault } from '#kernel/fault.ts'
import { actorOf } from '#modules/identity/provision.server.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { readSealed, removeFolder, storeSealed } from '#platform/sealed-files.ts'
import { exportStream } from './file.server.ts'
import { finishExport } from './operations.server.ts'
import { getExport } from './queries.server.ts'

const purpose = 'registry.export'
const folderOf = (id: string) => `exports/${id}`
const keyOf = (id: string, attempt: number) => `${folderOf(id)}/${attempt}`
/** XLSX and CSV of some millions of rows. */
const limit = 2_000_000_000
const system = claimsOf(systemActor('export'))

/** The stored file of an export. */
export const readExport = (id: string, attempt: number): AsyncGenerator<Buffer> =>
  readSealed(keyOf(id, attempt), purpose)
export const emptyExport = (id: string): Promise<void> => removeFolder(folderOf(id))

/** Count what is written; what another worker or nobody waits for is not written on. */
const progress = (pool: Pool, id: string, attempt: number, rows: number) =>
  transaction(pool, system, 'write', async (db) => {
    const going = await db.exec(
      text(
        `update registry.export_run set rows_written = $3, beat_at = clock_timestamp()
         where id = $1 and attempt = $2 and state = 'working'`,
        [id, attempt, rows],
      ),
    )
    if (going === 0) throw new Fault('conflict', 'sheets_export_not_ready')
    return { result: undefined }
  })

async function begin(pool: Pool, id: string): Promise<number | undefined> {
  return transaction(pool, system, 'write', async (db) => ({
    result: (
      await db.maybe(
        text<{ attempt: number }>(
          `update registry.export_run set state = 'working', attempt = attempt + 1, rows_written = 0, beat_at = clock_timestamp()
           where id = $1 and state in ('waiting', 'working') returning attempt`,
          [id],
        ),
      )
    )?.attempt,
  }))
}

const fail = (pool: Pool, id: string) =>
  transaction(pool, system, 'write', async (db) => ({
    result: await db.exec(
      text(`update registry.export_run set state = 'failed' where id = $1 and state = 'working'`, [id]),
    ),
  }))

/** Write a long list into the store, with the rights its asker has today. Begun again it starts from the first row. */
export async function workOnExport(id: string, pool: Pool): Promise<void> {
  const run = await transaction(pool, system, 'read', async (db) => ({ result: await getExport(db, id) }))
  if (run.createdBy === null) return
  const attempt = await begin(pool, id)
  if (attempt === undefined) return
  let [rows, bytes] = [0, 0]
  try {
    const actor = await actorOf(pool, run.createdBy)
    const stream = exportStream(pool, actor, run, (count) => {
      rows += count
      return progress(pool, id, attempt, rows)
    })
    async function* counted() {
      for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
        bytes += chunk.length
        yield chunk
      }
    }
    await storeSealed(keyOf(id, attempt), purpose, counted(), limit)
    const call = {
      pool,
      actor,
      locale: run.locale,
      requestId: `export-${id}`,
      via: 'job',
      now: new Date().toISOString(),
    } as const
    await execute(finishExport, { exportId: id, attempt, rows, bytes }, call)
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'unavailable') throw error
    await fail(pool, id)
  }
}
