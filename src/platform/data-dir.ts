import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { closedFolder, isRoot, knownIdentity } from './database/launcher-identity.ts'

/** Folder of this project: the nearest one above this file with the command line in it, from sources and from the build alike. */
function findProject(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'bin', 'berdaya')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

export const projectFolder = findProject()

/**
 * Where the data live when nobody says: `.data` in the project. When root keeps the project where the database's
 * account cannot go (/root, somebody's home), a folder of its own under /var/lib.
 */
export function standardDataDir(): string {
  const inside = join(projectFolder, '.data')
  if (!isRoot() || !closedFolder(projectFolder, knownIdentity() ?? { uid: -1, gid: -1 })) return inside
  return `/var/lib/berdaya-${createHash('sha256').update(projectFolder).digest('hex').slice(0, 8)}`
}
