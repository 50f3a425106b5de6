import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { startDatabase } from '#platform/database/launcher.ts'
import { clusterFolder } from '#platform/database/launcher-place.ts'
import { openPool } from '#platform/database/pool.ts'
import { stop, type Use, useOf } from './processes.ts'

const entry = join(import.meta.dirname, '../src/server/start.ts')

/** A Berdaya of our own: the program people start, on its own data and its own port. */
export interface Site {
  port: number
  origin: string
  dataDir: string
  /** Milliseconds from the start of the process to the first answered page. */
  startedIn: number
  /** Address of its database, as the owner. */
  databaseUrl: string
  owner: Pool
  /** What it printed so far. */
  output(): string
  /** Of the program, without its database. */
  program(): Use
  /** Of the database alone. */
  database(): Use
  stop(): Promise<void>
}

export interface SiteOptions {
  /** Kept by the caller when given; else made, and removed with the site. */
  dataDir?: string
  environment?: Record<string, string>
  /** Arguments of Node: `--cpu-prof`. */
  nodeArguments?: string[]
}

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'berdaya-bench-'))

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const answers = (port: number, path: string) =>
  new Promise<boolean>((resolve) => {
    get({ port, path, host: '127.0.0.1', agent: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode === 200))
    }).on('error', () => resolve(false))
  })

async function firstAnswer(child: ChildProcess, port: number, output: () => string) {
  const deadline = performance.now() + 180_000
  while (!(await answers(port, '/'))) {
    if (child.exitCode !== null) throw new Error(`the site did not start:\n${output()}`)
    if (performance.now() > deadline) throw new Error(`the site does not answer:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Start `src/server/start.ts` and wait until its front page answers. */
export async function startSite({
  dataDir,
  environment = {},
  nodeArguments = [],
}: SiteOptions = {}): Promise<Site> {
  const folder = dataDir ?? temporaryFolder()
  const port = await freePort()
  const startedAt = performance.now()
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [...nodeArguments, entry], {
    // Kit's profile and reports go where the data are.
    cwd: folder,
    env: {
      ...inherited,
      NODE_ENV: 'production',
      DATA_DIR: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      DEMO: 'on',
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk
    })
  const output = () => printed
  await firstAnswer(child, port, output).catch(async (error: unknown) => {
    await stop(child)
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true })
    throw error
  })
  const startedIn = performance.now() - startedAt
  const pid = child.pid ?? 0
  const { url } = await startDatabase({ dataDir: folder, purpose: 'npm run bench', whenTaken: 'join' })
  const server = Number(readFileSync(join(clusterFolder(folder), 'postmaster.pid'), 'utf8').split('\n')[0])
  const owner = openPool(url, 'owner', { max: 4 })
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    dataDir: folder,
    startedIn,
    databaseUrl: url,
    owner,
    output,
    program: () => useOf(pid),
    database: () => useOf(server, true),
    async stop() {
      await owner.end()
      await stop(child)
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
