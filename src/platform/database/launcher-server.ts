import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Claim } from './launcher-claim.ts'
import { type Place, urlOf } from './launcher-place.ts'
import { clusterProcesses, isAlive, lockFile, namedIn, waitUntil } from './launcher-process.ts'

/** The server's log starts anew, and the one before is kept, when a start finds it larger. */
const largestLog = 10_000_000

export async function spawnServer(
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
 * and with none of its workers left, we do. A file is read before the processes are, so that the one a server writes
 * meanwhile is never taken for an old one.
 */
function clearStaleLocks(place: Place) {
  for (const file of [lockFile(place.data), join(place.socket, '.s.PGSQL.5432.lock')]) {
    const named = namedIn(file)
    if (named === undefined || !isAlive(named)) continue
    const { servers, workers } = clusterProcesses(place.data, place.cluster)
    if (servers.length === 0 && workers.length === 0 && namedIn(file) === named) rmSync(file, { force: true })
  }
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/**
 * Ready means that a connection answers, and that a server of ours which came second has ended: while it lives it may
 * still become the server of data whose first one stops.
 */
export async function ready(place: Place, child: ChildProcess | undefined) {
  let last: unknown
  const answered = await waitUntil(async () => {
    const client = new Client({ connectionString: urlOf(place, 'postgres'), connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return !child || hasEnded(child) || namedIn(lockFile(place.data)) === child.pid
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

/** Fast shutdown: open connections are cut, everything committed is on disk. */
export async function stopServer(place: Place, claimed: Claim) {
  await claimed.alone()
  const running = () => clusterProcesses(place.data, place.cluster).server
  const server = running()
  if (server !== undefined) process.kill(server, 'SIGINT')
  await claimed.release()
  if (server !== undefined && !(await waitUntil(() => running() !== server, 30_000, 25)))
    process.kill(server, 'SIGQUIT')
}
