import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { type Claim, claim, Taken } from './launcher-claim.ts'
import { closedFolder, databaseIdentity, type Identity } from './launcher-identity.ts'
import { clusterVersion, makeCluster, programVersion, superuser } from './launcher-initdb.ts'
import { clusterProcesses, isAlive, waitUntil } from './launcher-process.ts'
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

interface Place {
  data: string
  socket: string
  cluster: string
  log: string
  identity: Identity | undefined
}

/** The server's log starts anew, and the one before is kept, when a start finds it larger. */
const largestLog = 10_000_000

/** Folder of the cluster inside the data folder. */
export const clusterFolder = (dataDir: string) => join(dataDir, 'postgres')

function placeOf(dataDir: string): Place {
  const identity = databaseIdentity()
  mkdirSync(dataDir, { recursive: true })
  const root = realpathSync(dataDir)
  // The database's account must pass through; it need not look around.
  if (identity) chmodSync(root, (statSync(root).mode & 0o777) | 0o011)
  const closed = closedFolder(root, identity)
  if (closed)
    throw new Error(
      `the database's account cannot enter ${closed}: choose another folder with DATA_DIR (as root, for example /var/lib/berdaya)`,
    )
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 12)
  // A socket's path has at most 107 bytes, and PostgreSQL reads commas and quotes in it as a list.
  const inside = join(root, 'run')
  const socket = /^[\w./-]{1,80}$/.test(inside)
    ? inside
    : join(tmpdir(), `berdaya-${identity?.uid ?? process.getuid?.()}-${hash}`)
  return {
    data: clusterFolder(root),
    socket,
    cluster: `berdaya-${hash}`,
    log: join(root, 'postgres.log'),
    identity,
  }
}

const urlOf = (place: Place, database: string) =>
  `postgresql://${superuser}@localhost/${database}?host=${encodeURIComponent(place.socket)}`

/** Does a server run on these data, whoever started it? */
export function isRunning(dataDir: string): boolean {
  const { data, cluster } = placeOf(dataDir)
  return clusterProcesses(data, cluster).server !== undefined
}

/**
 * Start PostgreSQL from the npm packages on `dataDir`, reachable only by a socket in a folder closed to others.
 * A server that a killed program left behind is adopted; of two programs one holds the data, the other is refused.
 */
export async function startDatabase(options: LaunchOptions): Promise<LaunchedDatabase> {
  const place = placeOf(options.dataDir)
  const programs = postgresFiles(options.dataDir, place.identity)
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

async function spawnServer(
  programs: string,
  place: Place,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  // Its predecessor's workers leave by themselves once they see that the server is gone.
  await waitUntil(() => clusterProcesses(place.data, place.cluster).workers.length === 0, 10_000)
  clearStaleLocks(place)
  if ((statSync(place.log, { throwIfNoEntry: false })?.size ?? 0) > largestLog)
    renameSync(place.log, `${place.log}.old`)
  const log = openSync(place.log, 'a', 0o600)
  const all = {
    ...settings,
    listen_addresses: '',
    cluster_name: place.cluster,
    unix_socket_permissions: '0700',
  }
  const child = spawn(
    join(programs, 'bin', 'postgres'),
    [
      '-D',
      place.data,
      '-k',
      place.socket,
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Detached, so that Ctrl-C reaches the program first, which stops its database last.
    {
      ...place.identity,
      cwd: place.data,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    },
  )
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
  return child
}

/**
 * PostgreSQL clears the lock files of a dead server itself, after checking that nobody holds its shared memory. It
 * cannot tell when the number now belongs to another program, or to a process that is dead but not yet buried: then,
 * and with none of its workers left, we do.
 */
function clearStaleLocks(place: Place) {
  const { server, workers } = clusterProcesses(place.data, place.cluster)
  if (server !== undefined || workers.length > 0) return
  for (const file of [join(place.data, 'postmaster.pid'), join(place.socket, '.s.PGSQL.5432.lock')])
    if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8').split('\n')[0])))
      rmSync(file, { force: true })
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Ready means that a connection answers. */
async function ready(place: Place, child: ChildProcess | undefined) {
  let last: unknown
  const answered = await waitUntil(async () => {
    const client = new Client({ connectionString: urlOf(place, 'postgres'), connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return true
    } catch (error) {
      last = error
      // Of two starters at once one server ends; its starter meets the other's.
      const gone =
        (!child || hasEnded(child)) && clusterProcesses(place.data, place.cluster).server === undefined
      if (gone && child) throw didNotStart(place)
      if (gone) throw error
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }, 60_000)
  if (!answered) throw new Error(`the database does not answer (${String(last)}); see ${place.log}`)
}

function didNotStart(place: Place) {
  const lines = readFileSync(place.log, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
  return new Error(`PostgreSQL did not start; the last lines of ${place.log}:\n${lines}`)
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

/** Fast shutdown: open connections are cut, everything committed is on disk. */
async function stopServer(place: Place, claimed: Claim) {
  await claimed.alone()
  const running = () => clusterProcesses(place.data, place.cluster).server
  const server = running()
  if (server !== undefined) process.kill(server, 'SIGINT')
  await claimed.release()
  if (server !== undefined && !(await waitUntil(() => running() !== server, 30_000, 25)))
    process.kill(server, 'SIGQUIT')
}
