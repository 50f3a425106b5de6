import type { Config } from '#platform/config.ts'
import { migrate } from '#platform/database/migrate.ts'
import { openPool } from '#platform/database/pool.ts'
import { openKeyRing } from '#platform/key-ring.ts'
import { setSecret } from '#platform/sign.ts'
import { firstStartSteps } from './first-start.ts'

/**
 * Bring the database to what this version of the program needs: schema, regions, demo. Says what takes long.
 * @returns what to show once the site is up.
 */
export async function prepareDatabase(
  config: Config,
  databaseUrl: string,
  say: (line: string) => void,
): Promise<string[]> {
  const applied = await migrate(databaseUrl)
  if (applied.length > 0) say(`schema: ${applied.length} migrations applied`)
  setSecret(config.secret, config.secretFormer)
  const owner = openPool(databaseUrl, 'owner')
  const app = openPool(databaseUrl, 'berdaya_app')
  const ring = await openKeyRing(app)
  const shown: string[] = []
  try {
    for (const step of firstStartSteps) {
      const startedAt = performance.now()
      shown.push(...(await step.run({ config, databaseUrl, owner, app })))
      const seconds = (performance.now() - startedAt) / 1000
      if (seconds > 0.3) say(`${step.name}: done in ${seconds.toFixed(1)} s`)
    }
    return shown
  } finally {
    ring.stop()
    await Promise.all([owner.end(), app.end()])
  }
}
