import { Client } from 'pg'
import { claim, Taken } from './launcher-claim.ts'
import { clusterVersion, makeCluster, programVersion, removeLeftovers } from './launcher-initdb.ts'
import { type Place, placeOf, urlOf } from './launcher-place.ts'
import { clusterProcesses } from './launcher-process.ts'
import { hasEnded, ready, spawnServer, stopServer } from './launcher-server.ts'
import { makePrivate, postgresFiles } from './postgres-files.ts'

export interface LaunchOptions {
  dataDir: string
  /** Shown to whoever finds the data taken: "npm start". */
  purpose: string
  /** When another program runs the database: use it (`join`) or throw `Taken` (`refuse`). */
  whenTaken: 'join' | 'refuse'
  /** Server settings for this run only; tests switch `fsync` off. */
  settings?: Record<string, string>
  /** The database is gone while this process lives. */
  onLost?: (error: Error) => void
}

export interface LaunchedDatabase {
  /** As its owner. */
  url: string
  /** `adopted`: a server left behind by a killed program. `joined`: another program runs it and stops it. */
  how: 'started' | 'adopted' | 'joined'
  /** Stop the server cleanly and wait for it; does nothing when joined. */
  stop(): Promise<void>
}

/**
 * Start PostgreSQL from the npm packages on `dataDir`, reachable only by a socket in a folder closed to others.
 * A server that a killed program left behind is adopted; of two programs one holds the data, the other is refused.
 */
export async function startDatabase(options: LaunchOptions): Promise<LaunchedDatabase> {
  const place = placeOf(options.dataDir)
  const programs = postgresFiles(options.dataDir, place.identity)
  removeLeftovers(place.data)
  if (clusterVersion(place.data) === undefined) makeCluster(programs, place.data, place.identity)
  const [ofData, ofProgram] = [clusterVersion(place.data), programVersion(programs)]
  if (ofData !== ofProgram)
    throw new Error(
      `the data in ${place.data} are of PostgreSQL ${ofData}, the program is ${ofProgram}: see docs/operators/backup.md`,
    )
  makePrivate(place.socket, place.identity)
  for (let attempt = 1; ; attempt++) {
    try {
      return await startAndClaim(programs, place, options)
    } catch (error) {
      // The server found was on its way down: the next attempt starts one.
      if (attempt === 3 || !isConnectionError(error)) throw error
    }
  }
}

const isConnectionError = (error: unknown) =>
  /^(57P0[123]|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(String((error as { code?: unknown }).code)) ||
  /Connection terminated/.test(String(error))

async function startAndClaim(
  programs: string,
  place: Place,
  options: LaunchOptions,
): Promise<LaunchedDatabase> {
  const found = clusterProcesses(place.data, place.cluster).server
  const child = found === undefined ? await spawnServer(programs, place, options.settings ?? {}) : undefined
  await ready(place, child)
  const claimed = await claim(urlOf(place, 'postgres'), options.purpose, (error) => options.onLost?.(error))
  const url = urlOf(place, 'berdaya')
  if ('holder' in claimed) {
    if (options.whenTaken === 'refuse') throw new Taken(options.dataDir, claimed.holder)
    return { url, how: 'joined', stop: async () => undefined }
  }
  await ensureDatabase(place)
  return {
    url,
    how: child && !hasEnded(child) ? 'started' : 'adopted',
    stop: () => stopServer(place, claimed),
  }
}

async function ensureDatabase(place: Place) {
  const client = new Client({ connectionString: urlOf(place, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'berdaya'`)
    if (rowCount === 0) await client.query('create database berdaya')
  } finally {
    await client.end()
  }
}
