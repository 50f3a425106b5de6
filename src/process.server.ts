import type { Pool } from 'pg'
import { openMetrics } from '#kernel/metrics.server.ts'
import { openApiDocument } from '#kernel/openapi.ts'
import { type RestRequest, type RestResponse, restAdapter } from '#kernel/rest.server.ts'
import { nodeApi } from '#kernel/rest-node.server.ts'
import { getAllSettings } from '#kernel/settings.server.ts'
import { readSettings, type Settings } from '#kernel/settings.ts'
import { resolveActor } from '#modules/identity/actor.server.ts'
import { openIdentity } from '#modules/identity/auth.server.ts'
import { readConfig } from '#platform/config.ts'
import { setAppPool } from '#platform/database/app-pool.ts'
import { openPool } from '#platform/database/pool.ts'
import { transaction } from '#platform/database/transaction.ts'
import { openKeyRing } from '#platform/key-ring.ts'
import { log } from '#platform/log.ts'
import { pageCache } from '#platform/page-cache.ts'
import { startQueue } from '#platform/queue/start.ts'
import { runtime } from '#platform/runtime.ts'
import { setSecret } from '#platform/sign.ts'
import { jobsOf } from './jobs.server.ts'
import { operations } from './operations.server.ts'

type Adapter = (request: RestRequest) => Promise<RestResponse>
let adapter: Adapter | undefined

/** The REST door; open once the process is. */
export function api(): Adapter {
  if (!adapter) throw new Error('the process is not open yet')
  return adapter
}

let siteSettings: Settings['site'] = readSettings('site', undefined)

/** What every page says about the site itself. */
export const site = () => ({
  siteName: siteSettings.name,
  accentHue: siteSettings.accentHue,
  demo: runtime.config?.demo ?? false,
})

/** The region this deployment serves, offered first where one chooses a place; empty is the nation. */
export const servedRegion = () => siteSettings.region

/** Read the settings again: at start, and when an administrator changed them. */
async function readSite(pool: Pool) {
  const claims = { actorId: null, scopes: [], organisations: [], system: true }
  const settings = await transaction(pool, claims, 'read', async (db) => ({
    result: await getAllSettings(db),
  }))
  siteSettings = settings.site
}

/** Made at the first asking, not at start. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Open everything a serving process needs: pools, identity, the REST door, jobs. Called once by Kit's `init`. */
export async function openProcess(): Promise<void> {
  const config = runtime.config ?? readConfig()
  runtime.config = config
  const url = runtime.databaseUrl ?? config.databaseUrl
  if (url === undefined) throw new Error('no database: start with `npm start`, or set DATABASE_URL')
  setSecret(config.secret, config.secretFormer)
  const pool = openPool(url, 'berdaya_app', { max: config.poolSize })
  setAppPool(pool)
  const ring = await openKeyRing(pool, (error) => log.error({ err: error }, 'key ring not read'))
  await readSite(pool)
  const identity = await openIdentity({ config, databaseUrl: url })
  const onChanged = (tags: readonly string[]) => {
    pageCache.drop(tags)
    if (tags.includes('settings'))
      readSite(pool).catch((error: unknown) => log.error({ err: error }, 'settings not read'))
  }
  adapter = restAdapter({
    operations,
    pool: () => pool,
    resolveActor,
    onChanged,
    onInternal: (error, requestId, operation) =>
      log.error({ err: error, requestId, operation }, 'request failed'),
    document: once(() => JSON.stringify(openApiDocument(operations))),
  })
  const queue = config.jobs
    ? await startQueue({ connectionString: url, appPool: pool, jobs: jobsOf(process.env) })
    : undefined
  runtime.api = nodeApi(adapter)
  if (config.pageCache) runtime.pageCache = pageCache
  runtime.metrics = openMetrics(pool)
  runtime.ready = async () => (await pool.query('select 1')).rowCount === 1
  runtime.close = async () => {
    ring.stop()
    await queue?.stop()
    await identity.close()
    await pool.end()
  }
}
