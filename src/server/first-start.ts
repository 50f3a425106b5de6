import type { Pool } from 'pg'
import { importRegions } from '#modules/region/import.server.ts'
import type { Config } from '#platform/config.ts'

export interface FirstStart {
  config: Config
  databaseUrl: string
  /** As the owner of the tables. */
  owner: Pool
  /** As the program. */
  app: Pool
}

/** Something a new deployment needs before it serves. A step runs at every start and does nothing when all is there. */
export interface FirstStartStep {
  /** Shown while it works. */
  name: string
  run(start: FirstStart): Promise<void>
}

/** In this order. */
export const firstStartSteps: readonly FirstStartStep[] = [
  {
    name: 'regions and holidays',
    run: async ({ owner }) => {
      await importRegions(owner)
    },
  },
]
