import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Process {
  pid: number
  command: string
}

/** Every process one may see; /proc/<pid>/cmdline is readable even where /proc/<pid>/cwd is not (root in a container). */
function processes(): Process[] {
  if (existsSync('/proc/self/cmdline'))
    return readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name)) return []
      try {
        return [
          {
            pid: Number(name),
            command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
          },
        ]
      } catch {
        return []
      }
    })
  const listing = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' })
  return listing.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(.*)$/.exec(line)
    return match ? [{ pid: Number(match[1]), command: match[2] ?? '' }] : []
  })
}

export interface ClusterProcesses {
  /** The server of this data folder, if one runs. */
  server: number | undefined
  /** It and those that found it there and are about to end. */
  servers: number[]
  /** Its workers; after a kill -9 of the server they live on for a moment and still hold its memory. */
  workers: number[]
}

/**
 * The processes of the cluster in `data`, by the server's `-D` argument (our first) and by `cluster_name` in its
 * workers' titles. A worker just forked has no title yet, and a second server that starts lives until it finds the
 * first one's lock file: of several the server is the one that wrote `postmaster.pid`.
 */
export function clusterProcesses(data: string, clusterName: string): ClusterProcesses {
  const workers: number[] = []
  const servers: number[] = []
  for (const { pid, command } of processes()) {
    if (command.startsWith(`postgres: ${clusterName}: `)) workers.push(pid)
    else if (`${command} `.includes(`/postgres -D ${data} `)) servers.push(pid)
  }
  const named = namedIn(lockFile(data))
  return { server: servers.find((pid) => pid === named) ?? servers[0], servers, workers }
}

/** The lock file of the server itself. */
export const lockFile = (data: string) => join(data, 'postmaster.pid')

/** Whom a lock file names, alive or not. */
export function namedIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Wait until `done` holds; false when it does not within the time. */
export async function waitUntil(
  done: () => boolean | Promise<boolean>,
  milliseconds: number,
  step = 15,
): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (!(await done())) {
    if (performance.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, step))
  }
  return true
}
