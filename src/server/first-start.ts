import type { Pool } from 'pg'
import { importRegions } from '#modules/region/import.server.ts'
import type { Config } from '#platform/config.ts'
import { seedDemo } from '../../demo/index.ts'

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
  /** @returns lines for whoever started the program, shown once the site is up. */
  run(start: FirstStart): Promise<readonly string[]>
}

/** In this order. */
export const firstStartSteps: readonly FirstStartStep[] = [
  {
    name: 'regions and holidays',
    run: async ({ owner }) => {
      await importRegions(owner)
      return []
    },
  },
  {
    name: 'demo data',
    async run({ config, databaseUrl }) {
      if (!config.demo) return []
      const { traderName, traderPhone, password, staff } = await seedDemo({
        url: databaseUrl,
        log: () => undefined,
      })
      const width = Math.max(...staff.map(({ email }) => email.length))
      return [
        'demo data; nothing in it is real. Sign in as',
        `  ${traderPhone.padEnd(width)}  ${traderName}, trader (the code appears in the administrator's outbox)`,
        ...staff.map(({ title, name, email }) => `  ${email.padEnd(width)}  ${name}, ${title}`),
        `  password of them all: ${password}`,
        'DEMO=off with a DATA_DIR of its own starts empty',
      ]
    },
  },
]
