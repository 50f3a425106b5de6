import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { startDatabase } from '#platform/database/launcher.ts'
import { openPool } from '#platform/database/pool.ts'
import { stop } from './processes.ts'
import { freePort, temporaryFolder } from './site.ts'

const entry = join(import.meta.dirname, '../src/server/start.ts')

/** One program of several on the same database. */
export interface App {
  readonly port: number
  /** As a power cut ends it, and then begun again. */
  killAndRestart(): Promise<void>
  stop(): Promise<void>
}

export interface Apps {
  databaseUrl: string
  owner: Pool
  apps: readonly App[]
  stop(): Promise<void>
}

const isReady = (port: number) =>
  new Promise<boolean>((resolve) => {
    get({ port, path: '/readyz', host: '127.0.0.1', agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    }).on('error', () => resolve(false))
  })

async function startApp(dataDir: string, databaseUrl: string): Promise<App> {
  const port = await freePort()
  let child: ChildProcess
  const begin = async () => {
    child = spawn(process.execPath, [entry], {
      cwd: dataDir,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        PORT: String(port),
        HOST: '127.0.0.1',
        DEMO: 'on',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const deadline = performance.now() + 600_000
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error('the program did not start')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  await begin()
  return {
    port,
    async killAndRestart() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await begin()
    },
    stop: () => stop(child),
  }
}

/** So many programs on one PostgreSQL that outlives them. */
export async function startApps(howMany: number): Promise<Apps> {
  const dataDir = temporaryFolder()
  const database = await startDatabase({ dataDir, purpose: 'npm run bench', whenTaken: 'join' })
  const apps: App[] = []
  const owner = openPool(database.url, 'owner', { max: 4 })
  const end = async () => {
    for (const app of apps) await app.stop()
    await owner.end()
    await database.stop()
  }
  try {
    // The first makes the schema and the demo; the others find them.
    while (apps.length < howMany) apps.push(await startApp(dataDir, database.url))
  } catch (error) {
    await end()
    throw error
  }
  return { databaseUrl: database.url, owner, apps, stop: end }
}
