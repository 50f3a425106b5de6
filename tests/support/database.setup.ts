import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/platform/database/migrate.ts'
import { temporaryCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the migrated template database, as its owner. */
    templateUrl: string
  }
}

/**
 * One PostgreSQL for the run, with one migrated database that every test file clones. What tests write into the
 * temporary folder goes into one of the run's own, which is removed with it.
 */
export default async function provideDatabase(project: TestProject) {
  const database = await temporaryCluster()
  try {
    await migrate(database.url)
  } catch (error) {
    await database.stop()
    throw error
  }
  project.provide('templateUrl', database.url)
  const files = mkdtempSync(join(tmpdir(), 'berdaya-test-files-'))
  // Started by root, a test's own PostgreSQL runs as another account, which must find its way in.
  chmodSync(files, 0o711)
  process.env.TMPDIR = files
  return async () => {
    await database.stop()
    rmSync(files, { recursive: true, force: true })
  }
}
