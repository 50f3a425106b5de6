import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Identity } from './launcher-identity.ts'
import { isAlive } from './launcher-process.ts'
import { makePrivate } from './postgres-files.ts'

/** Written into postgresql.conf once; operators may change them there. */
const settings = {
  shared_buffers: '128MB',
  max_connections: '100',
  // Queries are short: compiling them costs more than it brings.
  jit: 'off',
  // What an online back-up needs.
  wal_level: 'replica',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_duration_statement: '2s',
  // Values of statements and rows are people's data: they stay out of the log.
  log_parameter_max_length: '0',
  log_error_verbosity: 'terse',
  // Figures sort more than the standard 4 MB; disks are no longer four times slower at random.
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
}

export const superuser = 'berdaya'

/** Major version of the cluster in `data`, undefined when there is none. */
export function clusterVersion(data: string): number | undefined {
  const file = join(data, 'PG_VERSION')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined
}

export function programVersion(programs: string): number {
  const { stdout } = spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })
  return Number(/ (\d+)\./.exec(stdout)?.[1])
}

/**
 * Make the cluster in a folder beside and rename it, so that it is there whole or not at all: a process killed on
 * the way leaves a leftover that the next start removes, and of two starters at once one wins.
 */
export function makeCluster(programs: string, data: string, identity: Identity | undefined) {
  const half = `${data}.new-${process.pid}`
  makePrivate(half, identity)
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { status, stderr, error } = spawnSync(
    join(programs, 'bin', 'initdb'),
    ['-D', half, '-U', superuser, '--auth=trust', '--no-instructions', ...locale, ...options],
    { ...identity, cwd: half, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  )
  if (status !== 0) {
    rmSync(half, { recursive: true, force: true })
    throw new Error(`the database could not be made in ${data}: ${(error?.message ?? stderr).trim()}`)
  }
  try {
    renameSync(half, data)
  } catch (failure) {
    rmSync(half, { recursive: true, force: true })
    if (clusterVersion(data) === undefined) throw failure
  }
  syncFolder(dirname(data))
}

/** Half-made clusters of starts that were killed. At every start: an orphaned `initdb` may make its folder anew for a moment. */
export function removeLeftovers(data: string) {
  const start = `${data}.new-`
  for (const name of readdirSync(dirname(data))) {
    const path = join(dirname(data), name)
    if (path.startsWith(start) && !isAlive(Number(path.slice(start.length))))
      // Its `initdb` may outlive the killed start for a moment and still write.
      rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** The rename itself must survive a power cut. */
export function syncFolder(folder: string) {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
