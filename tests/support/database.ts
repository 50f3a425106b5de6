import { randomBytes } from 'node:crypto'
import { Client, type Pool } from 'pg'
import { afterAll, inject } from 'vitest'
import { openPool } from '../../src/platform/database/pool.ts'

/** A database of one test file, with the pools that the program opens. */
export interface TestDatabase {
  /** As its owner. */
  url: string
  /** As `berdaya_app`: what operations run on. */
  app: Pool
  /** As `berdaya_auth`: what signs people in. */
  auth: Pool
  /** As the owner: no row-level security; for preparing and for looking. */
  owner: Pool
}

const withDatabase = (url: string, name: string) => {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function onMaintenance<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: withDatabase(url, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Serialises cloning: a template must have no other user. */
const cloning = 0x636c6f6e65

/** A second template with all regions, made when a test first asks for it. */
async function withRegions(client: Client, template: string): Promise<string> {
  const name = 'berdaya_regions'
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount) return name
  await client.query(`create database ${name}_half template berdaya`)
  const { importRegions } = await import('../../src/modules/region/import.server.ts')
  const pool = openPool(withDatabase(template, `${name}_half`), 'owner', { max: 1 })
  await importRegions(pool)
  await pool.end()
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    `${name}_half`,
  ])
  await client.query(`alter database ${name}_half rename to ${name}`)
  return name
}

/**
 * Clone the migrated database for this test file; call it at the top level: `const database = await testDatabase()`.
 * With `regions` it holds all regions and holidays (a clone takes 0.1 s, an import 2.5).
 */
export async function testDatabase({ regions = false } = {}): Promise<TestDatabase> {
  const template = inject('templateUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onMaintenance(template, async (client) => {
    await client.query('select pg_advisory_lock($1)', [cloning])
    const source = regions ? await withRegions(client, template) : 'berdaya'
    await client.query(`create database ${name} template ${source} strategy file_copy`)
  })
  const url = withDatabase(template, name)
  const database = {
    url,
    app: openPool(url, 'berdaya_app'),
    auth: openPool(url, 'berdaya_auth'),
    owner: openPool(url, 'owner'),
  }
  afterAll(async () => {
    await Promise.all([database.app.end(), database.auth.end(), database.owner.end()])
    await onMaintenance(template, (client) => client.query(`drop database if exists ${name} with (force)`))
  })
  return database
}
