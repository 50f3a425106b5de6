import { readFileSync } from 'node:fs'
import { test } from '@playwright/test'
import { Client } from 'pg'
import { placeOf, urlOf } from '../../src/platform/database/launcher-place.ts'
import { dataDirFile, ports } from './sites.ts'

/** The database of the site this test visits, as its superuser. */
async function withDatabase(use: (client: Client) => Promise<unknown>): Promise<void> {
  const dataDir = readFileSync(dataDirFile(ports[test.info().parallelIndex] ?? 0), 'utf8')
  const client = new Client({ connectionString: urlOf(placeOf(dataDir), 'berdaya') })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}

/**
 * Days pass for one round: all its dates move back, then the clock's sweep runs. Nobody may change what was announced, so the
 * guards are off for this connection alone.
 */
export const passDays = (roundId: string, days: number): Promise<void> =>
  withDatabase(async (client) => {
    const back = (columns: readonly string[]) =>
      columns.map((column) => `${column} = ${column} - make_interval(days => $2)`).join(', ')
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    const round = ['opens_at', 'applies_until', 'closes_at', 'announced_at', 'closed_at', 'appeals_until']
    await client.query(`update space.round set ${back(round)} where id = $1`, [roundId, days])
    await client.query(
      `update space.place_offer set ${back(['offered_at', 'expires_at'])} where round_id = $1`,
      [roundId, days],
    )
    await client.query('commit')
    await client.query(`select graphile_worker.add_job('space_sweep_rounds', '{}'::json)`)
  })
