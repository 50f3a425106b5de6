import type { Pool } from 'pg'
import { text } from '#platform/database/query.ts'
import { type Database, transaction } from '#platform/database/transaction.ts'
import { asSystem, loadKeyRing } from '#platform/key-ring.ts'
import { boxHead, currentKeyId, keyIdOf, seal, unseal } from '#platform/sign.ts'

/** A column that holds boxes. Each module lists its own; `src/sealed.server.ts` joins them. */
export interface SealedColumn {
  table: `${string}.${string}`
  /** Primary key, a uuid. */
  id: string
  column: string
  /** What its boxes are sealed for. */
  purpose: string
}

const nameOf = ({ table, column }: SealedColumn) => `${table}.${column}`
const batchSize = 500

interface Progress {
  afterId: string
  done: boolean
}

async function progressOf(db: Database, keyId: number, target: string): Promise<Progress> {
  await db.exec(
    text('insert into kernel.sealing_progress (key_id, target) values ($1, $2) on conflict do nothing', [
      keyId,
      target,
    ]),
  )
  return db.one(
    text<Progress>(
      `select after_id as "afterId", done_at is not null as done from kernel.sealing_progress
       where key_id = $1 and target = $2 for update`,
      [keyId, target],
    ),
  )
}

interface Box {
  id: string
  box: Buffer
}

/** A box is replaced only where it is still the one that was read, so what people write meanwhile is never undone. */
async function replaceBoxes(db: Database, sealed: SealedColumn, rows: readonly Box[]): Promise<number> {
  const { table, id, column, purpose } = sealed
  if (rows.length === 0) return 0
  return db.exec(
    text(
      `update ${table} t set ${column} = v.fresh
       from unnest($1::uuid[], $2::bytea[], $3::bytea[]) v (id, old, fresh)
       where t.${id} = v.id and t.${column} = v.old`,
      [
        rows.map((row) => row.id),
        rows.map(({ box }) => box),
        rows.map(({ box }) => seal(purpose, unseal(purpose, box))),
      ],
    ),
  )
}

/** Seal a batch again with the current key; how far it went commits with the rows. */
function resealBatch(pool: Pool, sealed: SealedColumn, keyId: number): Promise<{ done: boolean }> {
  const { table, id, column } = sealed
  const target = nameOf(sealed)
  return transaction(pool, asSystem, 'write', async (db) => {
    const { afterId, done } = await progressOf(db, keyId, target)
    if (done) return { result: { done } }
    const rows = await db.many(
      text<Box>(
        `select ${id} as id, ${column} as box from ${table} where ${id} > $1 and ${column} is not null order by ${id} limit $2`,
        [afterId, batchSize],
      ),
    )
    const old = rows.filter(({ box }) => keyIdOf(box) < keyId)
    const changed = await replaceBoxes(db, sealed, old)
    const finished = rows.length < batchSize
    await db.exec(
      text(
        `update kernel.sealing_progress set after_id = $3, rows_seen = rows_seen + $4, rows_changed = rows_changed + $5,
           updated_at = clock_timestamp(), done_at = case when $6 then clock_timestamp() end
         where key_id = $1 and target = $2`,
        [keyId, target, rows.at(-1)?.id ?? afterId, rows.length, changed, finished],
      ),
    )
    return { result: { done: finished } }
  })
}

/** Rows whose transaction began before the key was in use and ended behind the batches: one last look at the whole column. */
function mopUp(pool: Pool, sealed: SealedColumn, keyId: number): Promise<number> {
  const { table, id, column } = sealed
  return transaction(pool, asSystem, 'write', async (db) => {
    const rows = await db.many(
      text<Box>(
        `select ${id} as id, ${column} as box from ${table}
         where ${column} is not null and substring(${column} from 1 for 8) <> $1 limit $2`,
        [boxHead(keyId), batchSize],
      ),
    )
    return { result: await replaceBoxes(db, sealed, rows) }
  })
}

export interface ResealOptions {
  signal?: AbortSignal
  onColumn?: (name: string) => void
}

/**
 * Seal every column again with the current key, going on where an earlier run stopped. Nothing to do before the first
 * rotation. Waits for nobody: call it when every process has the key (`isReady`).
 * @returns true when everything is sealed with the current key, false when stopped before.
 */
export async function resealAll(
  pool: Pool,
  columns: readonly SealedColumn[],
  { signal, onColumn }: ResealOptions = {},
): Promise<boolean> {
  const keyId = currentKeyId()
  if (keyId === 0) return true
  for (const sealed of columns) {
    for (let done = false; !done; ) {
      if (signal?.aborted) return false
      ;({ done } = await resealBatch(pool, sealed, keyId))
    }
    while ((await mopUp(pool, sealed, keyId)) > 0) if (signal?.aborted) return false
    onColumn?.(nameOf(sealed))
  }
  return true
}

/** Which key is the newest, and may it be the only one: has every process had the time to read it? */
export async function newestKey(
  pool: Pool,
): Promise<{ id: number; ready: boolean; waitMilliseconds: number }> {
  const newest = (await loadKeyRing(pool)).at(-1)
  if (!newest) return { id: 0, ready: false, waitMilliseconds: 0 }
  const wait = newest.activeFrom - Date.now()
  return { id: newest.id, ready: wait <= 0, waitMilliseconds: Math.max(0, wait) }
}

/** Are there columns that the newest key has not gone through? */
export const isUnfinished = (pool: Pool, keyId: number, columns: readonly SealedColumn[]): Promise<boolean> =>
  transaction(pool, asSystem, 'read', async (db) => {
    const { done } = await db.one(
      text<{ done: number }>(
        'select count(*) as done from kernel.sealing_progress where key_id = $1 and done_at is not null and target = any ($2)',
        [keyId, columns.map(nameOf)],
      ),
    )
    return { result: done < columns.length }
  })

export interface SealedCount {
  target: string
  keyId: number
  rows: number
}

/** How many boxes each key has in each column: the truth, by reading them all. */
export async function countSealed(pool: Pool, columns: readonly SealedColumn[]): Promise<SealedCount[]> {
  const counts: SealedCount[] = []
  for (const sealed of columns) {
    const rows = await transaction(pool, asSystem, 'read', async (db) => ({
      result: await db.many(
        text<{ keyId: number; rows: number }>(
          `select case when substring(${sealed.column} from 1 for 4) = '\\x42524442'
               then ('x' || encode(substring(${sealed.column} from 5 for 4), 'hex'))::bit(32)::int else 0 end as "keyId",
             count(*) as rows
           from ${sealed.table} where ${sealed.column} is not null group by 1 order by 1`,
        ),
      ),
    }))
    counts.push(...rows.map((row) => ({ target: nameOf(sealed), ...row })))
  }
  return counts
}

/** The task `kernel.reseal`: a rotation that a command began and could not finish goes on by itself. */
export const resealTask =
  (columns: readonly SealedColumn[]) =>
  async (_payload: Record<string, unknown>, { pool, signal }: { pool: Pool; signal: AbortSignal }) => {
    const { id, ready } = await newestKey(pool)
    if (ready && (await isUnfinished(pool, id, columns))) await resealAll(pool, columns, { signal })
  }
