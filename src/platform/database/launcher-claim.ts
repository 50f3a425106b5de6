import { Client } from 'pg'
import { waitUntil } from './launcher-process.ts'

/** "berdaya" in ASCII, cut to 52 bits. */
const lock = 0x6265726461796

/** Thrown when another living program holds the data. */
export class Taken extends Error {
  readonly holder: string
  constructor(dataDir: string, holder: string) {
    super(
      `another Berdaya uses ${dataDir} (${holder}). Stop it first, or give this one its own data with DATA_DIR and its own PORT`,
    )
    this.name = 'Taken'
    this.holder = holder
  }
}

/** The one program that starts and stops this database. */
export interface Claim {
  /** Wait a moment until nobody else is connected: pools close their last connections after they say they have ended. */
  alone(): Promise<void>
  release(): Promise<void>
}

/**
 * Claim the data for this process by an advisory lock in the database itself, held by one open connection: the
 * system drops it with the process, however that ends, so there is no stale lock to judge. After a restart of the
 * database the claim is taken again; `onLost` hears when that fails.
 * @returns who holds it, when it is taken.
 */
export async function claim(
  url: string,
  purpose: string,
  onLost: (error: Error) => void,
): Promise<Claim | { holder: string }> {
  let released = false
  let current: Client | undefined

  async function hold(): Promise<string | undefined> {
    const client = new Client({
      connectionString: url,
      application_name: `${purpose}, process ${process.pid}`,
    })
    let connected = false
    client.on('error', () => undefined)
    client.on('end', () => {
      if (connected && !released && current === client) void regain()
    })
    await client.connect()
    const holder = await tryLock(client)
    if (holder !== undefined) await client.end()
    else current = client
    connected = true
    return holder
  }

  async function regain() {
    let failure: unknown
    const regained = await waitUntil(
      async () => released || (await hold().catch((error) => (failure = error))) === undefined,
      30_000,
      250,
    )
    if (!regained) onLost(new Error('the database is gone', { cause: failure }))
  }

  const holder = await hold()
  if (holder !== undefined) return { holder }
  return {
    async alone() {
      await waitUntil(async () => (await othersOn(current)) === 0, 500).catch(() => undefined)
    },
    async release() {
      released = true
      await current?.end().catch(() => undefined)
    },
  }
}

/** Undefined when this connection now has the lock, else who has it. */
async function tryLock(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lock])
  if (rows[0]?.got) return undefined
  const holders = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32 | l.objid::bigint) = $1`,
    [lock],
  )
  return holders.rows[0]?.name ?? 'just starting or stopping'
}

async function othersOn(client: Client | undefined): Promise<number> {
  const found = await client?.query<{ count: string }>(
    `select count(*) as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  return Number(found?.rows[0]?.count ?? 0)
}
