import type { Pool } from 'pg'
import { text } from '#platform/database/query.ts'
import { type Claims, transaction } from '#platform/database/transaction.ts'
import { gauge, metricsText } from '#platform/metrics.ts'
import { pageCache } from '#platform/page-cache.ts'

const system: Claims = { actorId: null, scopes: [], organisations: [], system: true }

/** Counts of one statement, by state. */
const countBy = async (pool: Pool, statement: string): Promise<Record<string, number>> => {
  const rows = await transaction(pool, system, 'read', async (db) => ({
    result: await db.many(text<{ state: string; count: number }>(statement)),
  }))
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** Register what the kernel knows about itself; returns what `/metrics` answers. Nothing is counted until somebody asks. */
export function openMetrics(pool: Pool): () => Promise<string> {
  gauge('berdaya_jobs', 'Jobs by state; failed ones wait for an administrator', 'state', async () => ({
    waiting: 0,
    failed: 0,
    ...(await countBy(pool, 'select state, jobs as count from kernel.count_jobs()')),
  }))
  gauge('berdaya_messages_failed', 'Messages no gateway took', 'state', async () => ({
    failed: 0,
    ...(await countBy(
      pool,
      `select state, count(*) as count from kernel.message where state = 'failed' group by state`,
    )),
  }))
  gauge('berdaya_database_connections', 'Connections of the request pool', 'state', async () => ({
    open: pool.totalCount,
    idle: pool.idleCount,
    awaited: pool.waitingCount,
  }))
  gauge('berdaya_kept_pages', 'Pages kept for visitors', 'state', async () => ({ kept: pageCache.size() }))
  return metricsText
}
