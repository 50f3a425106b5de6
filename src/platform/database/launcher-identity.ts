import { execFileSync } from 'node:child_process'
import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Who the database runs as. */
export interface Identity {
  uid: number
  gid: number
}

const account = 'berdaya'

function find(name: string): Identity | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

export const isRoot = () => process.getuid?.() === 0

/** The account, if this machine has it already. */
export const knownIdentity = () => find(account)

/**
 * PostgreSQL refuses to run as root, so root hands it to a system account of its own (made once), or to
 * `nobody` where accounts cannot be made. An ordinary user runs it as himself: undefined.
 */
export function databaseIdentity(): Identity | undefined {
  if (!isRoot()) return undefined
  const known = knownIdentity()
  if (known) return known
  try {
    const options = [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
    ]
    execFileSync('useradd', [...options, account], { stdio: 'ignore' })
  } catch {
    // A read-only /etc or a system without useradd.
  }
  const found = find(account) ?? find('nobody')
  if (!found)
    throw new Error(
      'PostgreSQL does not run as root, and neither the account "berdaya" nor "nobody" exists here',
    )
  return found
}

function mayEnter(stats: Stats, identity: Identity): boolean {
  if (stats.uid === identity.uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === identity.gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}

/** The first folder on the way to `path` (itself included, where it exists) that this identity cannot enter. */
export function closedFolder(path: string, identity: Identity | undefined): string | undefined {
  if (!identity) return undefined
  const folders: string[] = []
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    folders.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return folders.find((folder) => {
    const stats = statSync(folder, { throwIfNoEntry: false })
    return stats?.isDirectory() && !mayEnter(stats, identity)
  })
}
