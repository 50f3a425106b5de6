import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/platform/database/migrate.ts'
import { temporaryCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the migrated template database, as its owner. */
    templateUrl: string
  }
}

/** One PostgreSQL for the run, with one migrated database that every test file clones. */
export default async function provideDatabase(project: TestProject) {
  const database = await temporaryCluster()
  try {
    await migrate(database.url)
  } catch (error) {
    await database.stop()
    throw error
  }
  project.provide('templateUrl', database.url)
  return () => database.stop()
}
