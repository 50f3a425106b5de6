import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LaunchedDatabase, startDatabase } from '../../src/platform/database/launcher.ts'
import { clusterFolder } from '../../src/platform/database/launcher-place.ts'
import { isAlive } from '../../src/platform/database/launcher-process.ts'

const prefix = 'berdaya-test-'

/** A throw-away cluster in the system's temporary folder; it need not survive a power cut. */
export async function temporaryCluster(): Promise<LaunchedDatabase> {
  await removeAbandoned()
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '300', autovacuum: 'off' }
  const database = await startDatabase({ dataDir, purpose: 'tests', whenTaken: 'refuse', settings })
  return {
    ...database,
    async stop() {
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Clusters whose test run was killed. */
async function removeAbandoned() {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    const dataDir = join(tmpdir(), name)
    try {
      readdirSync(clusterFolder(dataDir))
      await (await startDatabase({ dataDir, purpose: 'cleaning', whenTaken: 'join' })).stop()
    } catch {
      // Half made, or another user's.
    }
    try {
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // Another user's.
    }
  }
}
