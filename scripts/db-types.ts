/**
 * Writes db/types.ts from the migrated schema of a throw-away database; with --check only says whether it is up to date.
 * The types are those that `platform/database/pool.ts` makes of the values.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { generate, getDialect } from 'kysely-codegen'
import { Pool } from 'pg'
import { migrate } from '../src/platform/database/migrate.ts'
import { temporaryCluster } from '../tests/support/cluster.ts'

const file = join(import.meta.dirname, '../db/types.ts')

const typeMapping = {
  timestamptz: 'string',
  timestamp: 'string',
  date: 'string',
  int8: 'number',
  numeric: 'string',
  interval: 'string',
  json: 'unknown',
  jsonb: 'unknown',
}

async function typesOf(url: string): Promise<string> {
  const dialect = getDialect('postgres', { dateParser: 'string', numericParser: 'string' })
  const pool = new Pool({ connectionString: url, max: 1 })
  // The server may stop before the last connection is closed.
  pool.on('error', () => undefined)
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  try {
    const options = { db, dialect, typeMapping, outFile: null, typeOnlyImports: true }
    return await generate({ ...options, excludePattern: '{migration,graphile_worker}.*' })
  } finally {
    await db.destroy()
  }
}

const database = await temporaryCluster()
try {
  await migrate(database.url)
  const fresh = await typesOf(database.url)
  if (!process.argv.includes('--check')) writeFileSync(file, fresh)
  else if (readFileSync(file, 'utf8') !== fresh) {
    console.error('db/types.ts does not describe the migrated schema: run "npm run db:types" and commit it')
    process.exitCode = 1
  }
} finally {
  await database.stop()
}
