import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, CommandError } from '#platform/command.ts'
import type { Config } from '#platform/config.ts'
import { backup } from '#platform/database/backup.ts'
import { clusterFolder, isRunning } from '#platform/database/launcher-place.ts'
import { restore } from '#platform/database/restore.ts'

const secretFile = (config: Config) => join(config.dataDir, 'secret')

function requireEmbedded(config: Config, what: string) {
  if (config.databaseUrl !== undefined)
    throw new CommandError(
      `DATABASE_URL is set: ${what} that database with its own tools (pg_basebackup or pg_dump, see docs/operators/backup.md)`,
      2,
    )
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database to the newest schema (npm start does so by itself)',
  usage: 'migrate',
  async run(_, ctx) {
    const { owner } = await ctx.database()
    const { rows } = await owner.query<{ count: number; last: string }>(
      'select count(*) as count, max(name) as last from migration.applied',
    )
    ctx.print(`the schema is up to date: ${rows[0]?.count} migrations, the last is ${rows[0]?.last}`)
    return 0
  },
}

export const statusCommand: Command = {
  name: 'db:status',
  summary: 'where the database is, its version, size and waiting jobs',
  usage: 'db:status',
  async run(_, ctx) {
    const { config } = ctx
    const runs = config.databaseUrl === undefined && isRunning(config.dataDir)
    const { owner } = await ctx.database()
    const { rows } = await owner.query<Record<string, string | number>>(
      `select current_setting('server_version') as version, pg_database_size(current_database()) as size,
         (select count(*) from migration.applied) as migrations, (select max(name) from migration.applied) as last,
         (select count(*) from pg_stat_activity where datname = current_database()) as connections,
         (select count(*) from graphile_worker.jobs) as jobs,
         (select count(*) from graphile_worker.jobs where attempts >= max_attempts) as dead`,
    )
    const found = rows[0] ?? {}
    const place =
      config.databaseUrl === undefined ? clusterFolder(config.dataDir) : new URL(config.databaseUrl).host
    ctx.print(
      `place        ${place}${config.databaseUrl === undefined ? (runs ? ' (running)' : ' (not running, started for this command)') : ''}`,
    )
    ctx.print(`version      PostgreSQL ${found.version}`)
    ctx.print(`size         ${megabytes(Number(found.size))}`)
    ctx.print(`schema       ${found.migrations} migrations, the last is ${found.last}`)
    ctx.print(`connections  ${found.connections}`)
    ctx.print(`jobs         ${found.jobs} waiting, of them ${found.dead} given up`)
    return 0
  },
}

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copy database, uploaded files and secret into a new folder while people work',
  usage: 'backup FOLDER',
  async run(args, ctx) {
    const { positionals } = parseArgs({ args, allowPositionals: true })
    const [folder] = positionals
    if (folder === undefined || positionals.length > 1)
      throw new CommandError('name one folder for the back-up: berdaya backup FOLDER', 2)
    const { config } = ctx
    requireEmbedded(config, 'back up')
    const { url } = await ctx.database()
    const startedAt = performance.now()
    const target = resolve(folder)
    const options = {
      target,
      url,
      cluster: clusterFolder(config.dataDir),
      filesDir: config.filesDir,
      secretFile: secretFile(config),
    }
    const { entries } = await backup(options)
    const size = entries.reduce((sum, entry) => sum + entry.size, 0)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    ctx.print(`${target}: ${entries.length} files, ${megabytes(size)}, ${seconds} s`)
    ctx.print('it holds personal data and the secret: keep it as closed as the database itself')
    if (process.env.SECRET)
      ctx.print('SECRET is set in the environment and is not in the back-up: keep it elsewhere')
    return 0
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'put a back-up in place, start it once and read every row of it',
  usage: 'restore FOLDER [--force]   --force puts what is there aside',
  async run(args, ctx) {
    const { positionals, values } = parseArgs({
      args,
      options: { force: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [folder] = positionals
    if (folder === undefined || positionals.length > 1)
      throw new CommandError('name the folder of the back-up: berdaya restore FOLDER', 2)
    const { config } = ctx
    requireEmbedded(config, 'restore')
    const { dataDir, filesDir } = config
    const restored = await restore({
      source: resolve(folder),
      dataDir,
      filesDir,
      secretFile: secretFile(config),
      force: values.force,
    })
    for (const path of restored.aside) ctx.print(`put aside: ${path}`)
    ctx.print(
      `restored the back-up of ${restored.manifest.createdAt} to ${dataDir}: ${restored.tables} tables, ${restored.rows} rows read`,
    )
    return 0
  },
}
