import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import {
  copyWithDigest,
  type Entry,
  filesUnder,
  inParallel,
  type Manifest,
  writeManifest,
} from './backup-manifest.ts'
import { clusterVersion, syncFolder } from './launcher-initdb.ts'

export interface BackupOptions {
  /** Folder to make. */
  target: string
  /** The running embedded database, as its owner. */
  url: string
  /** Its data folder. */
  cluster: string
  /** Uploaded files. */
  filesDir: string
  /** The kept secret: without it what is sealed (NIK) stays sealed for ever. */
  secretFile: string
}

/** What PostgreSQL makes anew at every start, and what belongs to the running server only. */
const left =
  /^(postmaster\.(pid|opts)|pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/.+)$/
const passing = /(^|\/)(pgsql_tmp[^/]*|pg_internal\.init.*)$/

/**
 * Copy a database that people are working with. Pages may be torn and files of different moments: the WAL from
 * `pg_backup_start` to `pg_backup_stop`, copied too, makes them whole when the copy is first started. Everything
 * acknowledged before the copy ended is in it.
 */
export async function backup(options: BackupOptions): Promise<Manifest> {
  const { target, cluster } = options
  if (existsSync(target) && (await readdir(target)).length > 0)
    throw new Error(`${target} is not empty: name a new folder`)
  const half = `${target}.partial`
  await rm(half, { recursive: true, force: true })
  await mkdir(join(half, 'postgres'), { recursive: true, mode: 0o700 })
  const client = new Client({ connectionString: options.url, application_name: 'berdaya backup' })
  await client.connect()
  try {
    const { from, to, entries } = await copyCluster(client, cluster, join(half, 'postgres'))
    // After the database, so that every file a row speaks of is there.
    entries.push(...(await copyFolder(options.filesDir, half, 'files')))
    if (existsSync(options.secretFile))
      entries.push({ path: 'secret', ...(await copyWithDigest(options.secretFile, join(half, 'secret'))) })
    const postgres = clusterVersion(cluster) ?? 0
    const manifest: Manifest = { format: 1, createdAt: new Date().toISOString(), postgres, from, to, entries }
    await writeManifest(half, manifest)
    await rm(target, { recursive: true, force: true })
    await rename(half, target)
    syncFolder(join(target, '..'))
    return manifest
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function copyCluster(client: Client, cluster: string, to: string) {
  if ((await readdir(join(cluster, 'pg_tblspc'))).length > 0)
    throw new Error('this database uses tablespaces: back it up with pg_basebackup')
  // A slot keeps the WAL we shall need; being temporary it goes with this connection, however that ends.
  await client.query(
    `select pg_create_physical_replication_slot('berdaya_backup_' || pg_backend_pid(), true, true)`,
  )
  const begun = await client.query<{ lsn: string; segment: string }>(
    `select lsn::text, pg_walfile_name(lsn) as segment from pg_backup_start('berdaya', fast => true) as lsn`,
  )
  const paths = await filesUnder(cluster, (name) => left.test(name) || passing.test(name))
  const entries = (await inParallel(paths, (path) => copyLiving(cluster, to, path))).flat()
  await makeEmptyFolders(cluster, to)
  const ended = await client.query<{ lsn: string; label: string; segment: string }>(
    `select lsn::text, labelfile as label, pg_walfile_name(lsn) as segment from pg_backup_stop(wait_for_archive => false)`,
  )
  const [start, stop] = [begun.rows[0], ended.rows[0]]
  if (!start || !stop) throw new Error('PostgreSQL did not say where the back-up begins and ends')
  await writeFile(join(to, 'backup_label'), stop.label, { mode: 0o600, flush: true })
  entries.push({
    path: 'backup_label',
    ...(await copyWithDigest(join(to, 'backup_label'), join(to, 'backup_label.copy'))),
  })
  await rm(join(to, 'backup_label.copy'))
  for (const name of await segmentsBetween(cluster, start.segment, stop.segment))
    entries.push({
      path: `pg_wal/${name}`,
      ...(await copyWithDigest(join(cluster, 'pg_wal', name), join(to, 'pg_wal', name))),
    })
  return {
    from: start.lsn,
    to: stop.lsn,
    entries: entries.map((entry) => ({ ...entry, path: `postgres/${entry.path}` })),
  }
}

/** A file of a running server may vanish while we look (its table was dropped): the WAL knows. */
async function copyLiving(cluster: string, to: string, path: string): Promise<Entry[]> {
  try {
    if (path === 'global/pg_control') await settle(join(cluster, path))
    return [{ path, ...(await copyWithDigest(join(cluster, path), join(to, path))) }]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The control file is written in place: wait until two looks see the same. */
async function settle(path: string) {
  for (let before = await readFile(path); ; ) {
    const now = await readFile(path)
    if (now.equals(before)) return
    before = now
  }
}

/** PostgreSQL does not start without these. */
async function makeEmptyFolders(cluster: string, to: string) {
  const entries = await readdir(cluster, { withFileTypes: true, recursive: true })
  for (const entry of entries) {
    if (!entry.isDirectory() || passing.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name).slice(cluster.length + 1)
    if (!left.test(path)) await mkdir(join(to, path), { recursive: true, mode: 0o700 })
  }
  for (const path of ['pg_wal/archive_status', 'pg_wal/summaries'])
    await mkdir(join(to, path), { recursive: true, mode: 0o700 })
}

/** Names of WAL files sort in the order they were written. */
async function segmentsBetween(cluster: string, first: string, last: string): Promise<string[]> {
  const names = (await readdir(join(cluster, 'pg_wal'))).filter(
    (name) =>
      /^[0-9A-F]{8}\.history$/.test(name) || (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last),
  )
  if (!names.includes(first) || !names.includes(last))
    throw new Error('the WAL of this back-up is no longer there')
  return names.sort()
}

async function copyFolder(from: string, half: string, name: string): Promise<Entry[]> {
  if (!existsSync(from)) return []
  // What starts with a dot is not finished: it belongs to no row yet.
  const paths = await filesUnder(from, (file) => basename(file).startsWith('.'))
  return inParallel(paths, async (path) => ({
    path: `${name}/${path}`,
    ...(await copyWithDigest(join(from, path), join(half, name, path))),
  }))
}
