import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closedFolder, databaseIdentity, type Identity } from './launcher-identity.ts'
import { superuser } from './launcher-initdb.ts'
import { clusterProcesses } from './launcher-process.ts'

/** Where the parts of one embedded database are. */
export interface Place {
  data: string
  socket: string
  cluster: string
  log: string
  identity: Identity | undefined
}

/** Folder of the cluster inside the data folder. */
export const clusterFolder = (dataDir: string) => join(dataDir, 'postgres')

export function placeOf(dataDir: string): Place {
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

export const urlOf = (place: Place, database: string) =>
  `postgresql://${superuser}@localhost/${database}?host=${encodeURIComponent(place.socket)}`

/** Does a server run on these data, whoever started it? */
export function isRunning(dataDir: string): boolean {
  const { data, cluster } = placeOf(dataDir)
  return clusterProcesses(data, cluster).server !== undefined
}
