import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import { runner } from 'node-pg-migrate'
import { Client } from 'pg'

const folder = join(import.meta.dirname, '../../../db/migrations')
const oldest = 16

/**
 * Bring the database to the newest schema: the files of `db/migrations` not applied yet, in the order of their
 * numbers, each in a transaction of its own, then the job queue's tables. Others wait at an advisory lock meanwhile.
 * @returns names of the files applied now.
 */
export async function migrate(url: string): Promise<string[]> {
  await checkVersion(url)
  let current = ''
  try {
    const applied = await runner({
      databaseUrl: url,
      dir: folder,
      direction: 'up',
      migrationsTable: 'applied',
      migrationsSchema: 'migration',
      createMigrationsSchema: true,
      singleTransaction: false,
      // Modules number their files in ranges of their own, so a new file may come before applied ones.
      checkOrder: false,
      advisoryLockMode: 'wait',
      logger: {
        info: (line) => {
          current = /MIGRATION (\S+) \(UP\)/.exec(line)?.[1] ?? current
        },
        warn: () => undefined,
        error: () => undefined,
      },
    })
    await runMigrations({ connectionString: url, logger: new Logger(() => () => undefined) })
    return applied.map(({ name }) => name)
  } catch (error) {
    throw new Error(`migration ${current || 'of the job queue'} failed: ${explain(error, current)}`, {
      cause: error,
    })
  }
}

/** PostgreSQL's message with the line of the file it points at. */
function explain(error: unknown, name: string): string {
  if (!(error instanceof Error)) return String(error)
  const { position, where } = error as { position?: string; where?: string }
  const line =
    position && name
      ? readFileSync(join(folder, `${name}.sql`), 'utf8')
          .slice(0, Number(position))
          .split('\n').length
      : undefined
  return [line ? `line ${line}: ${error.message}` : error.message, where].filter(Boolean).join('; ')
}

async function checkVersion(url: string) {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect().catch((error: Error) => {
    throw new Error(`the database at ${client.host} cannot be reached: ${error.message}`, { cause: error })
  })
  try {
    const { rows } = await client.query<{ number: string; version: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
    )
    const [{ number, version }] = rows as [{ number: string; version: string }]
    if (Number(number) < oldest * 10_000)
      throw new Error(`PostgreSQL ${version} is too old: Berdaya needs ${oldest}, 17 or 18`)
  } finally {
    await client.end()
  }
}
