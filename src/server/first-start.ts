import type { Pool } from 'pg'
import { importRegions } from '#modules/region/import.server.ts'
import type { Config } from '#platform/config.ts'
import { demoLogins } from '../../demo/cast.ts'
import { mark } from '../../demo/mark.ts'

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
    async run({ config, databaseUrl, owner }) {
      if (!config.demo) return []
      const { rowCount } = await owner.query('select from kernel.setting where key = $1', [mark])
      // Writing it takes half of all modules and their messages, 0.7 s to load; a later start does without.
      if (!rowCount)
        await (await import('../../demo/index.ts')).seedDemo({ url: databaseUrl, log: () => undefined })
      const { traderName, traderPhone, password, staff } = demoLogins
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
