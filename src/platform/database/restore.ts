import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import {
  copyWithDigest,
  damageOf,
  filesUnder,
  inParallel,
  type Manifest,
  readManifest,
} from './backup-manifest.ts'
import { startDatabase } from './launcher.ts'
import { databaseIdentity, type Identity } from './launcher-identity.ts'
import { syncFolder } from './launcher-initdb.ts'
import { clusterFolder, isRunning } from './launcher-place.ts'
import { makePrivate } from './postgres-files.ts'

export interface RestoreOptions {
  /** A folder that `backup` made. */
  source: string
  dataDir: string
  filesDir: string
  secretFile: string
  /** Put what is there aside instead of refusing. */
  force: boolean
}

export interface Restored {
  manifest: Manifest
  tables: number
  rows: number
  /** Where the data that were there before are now. */
  aside: string[]
}

/** Put a back-up in place, start it once and read every row of it. */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { source, dataDir, force } = options
  const manifest = await readManifest(source)
  const damage = await damageOf(source, manifest)
  if (damage.length > 0)
    throw new Error(
      `this back-up is damaged: ${damage.slice(0, 3).join(', ')}${damage.length > 3 ? ' …' : ''}`,
    )
  await mkdir(dataDir, { recursive: true })
  if (isRunning(dataDir)) throw new Error(`a database runs on ${dataDir}: stop Berdaya first`)
  const places = [
    { from: 'postgres', to: clusterFolder(dataDir), identity: databaseIdentity() },
    { from: 'files', to: options.filesDir, identity: undefined },
    { from: 'secret', to: options.secretFile, identity: undefined },
  ].filter(({ from }) => existsSync(join(source, from)))
  const taken: string[] = []
  for (const { to } of places) if (await holdsSomething(to)) taken.push(to)
  // A secret without data keeps nothing: every command makes one where none is.
  const kept = taken.filter((path) => path !== options.secretFile)
  if (kept.length > 0 && !force)
    throw new Error(`${kept.join(' and ')} would be replaced: say --force to put what is there aside`)

  // Everything is copied first and put in place by renaming, so that a failing restore changes nothing.
  for (const { from, to, identity } of places) await copyTree(join(source, from), `${to}.restoring`, identity)
  const aside: string[] = []
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  for (const { to } of places) {
    if (taken.includes(to)) {
      aside.push(`${to}.before-${stamp}`)
      await rename(to, `${to}.before-${stamp}`)
    } else await rm(to, { recursive: true, force: true })
    await rename(`${to}.restoring`, to)
    syncFolder(dirname(to))
  }
  return { manifest, aside, ...(await readEverything(dataDir)) }
}

async function holdsSomething(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  return readdir(path).then(
    (names) => names.length > 0,
    () => true,
  )
}

async function copyTree(from: string, to: string, identity: Identity | undefined) {
  await rm(to, { recursive: true, force: true })
  const folders = await readdir(from, { withFileTypes: true, recursive: true }).catch(() => undefined)
  if (folders === undefined) return void (await copyWithDigest(from, to))
  makePrivate(to, identity)
  for (const entry of folders)
    if (entry.isDirectory()) {
      const folder = join(to, join(entry.parentPath, entry.name).slice(from.length + 1))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      if (identity) await chown(folder, identity.uid, identity.gid)
    }
  await inParallel(await filesUnder(from), async (path) => {
    await copyWithDigest(join(from, path), join(to, path))
    if (identity) await chown(join(to, path), identity.uid, identity.gid)
  })
}

/** Recovery is done by the start; then every table is read, which also checks every page's checksum. */
async function readEverything(dataDir: string): Promise<{ tables: number; rows: number }> {
  const database = await startDatabase({ dataDir, purpose: 'berdaya restore', whenTaken: 'refuse' })
  const client = new Client({ connectionString: database.url })
  try {
    await client.connect()
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    let rows = 0
    for (const { name } of tables) {
      const counted = await client.query<{ count: string }>(`select count(t.*) as count from ${name} t`)
      rows += Number(counted.rows[0]?.count ?? 0)
    }
    return { tables: tables.length, rows }
  } finally {
    await client.end()
    await database.stop()
  }
}
