import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { text } from './database/query.ts'
import { type Database, transaction } from './database/transaction.ts'
import { allSecrets, type BoxKey, presentSecret, sealWith, setKeyRing, tryOpen } from './sign.ts'

/** How often a process reads the ring, and how long a new key waits, so that every process has it before one writes with it. */
const everyMilliseconds = 30_000
export const graceMilliseconds = 3 * everyMilliseconds

export const asSystem = { actorId: null, scopes: [], organisations: [], system: true }
const head = Buffer.from('berdaya key ring')

const wrappingKey = (secret: string) =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'berdaya', 'kernel.sealing_key', 32)))

const wrap = (key: Buffer) => sealWith(wrappingKey(presentSecret()), key, head)

/** @throws when the ring was made under another secret than those named. */
function unwrap(wrapped: Buffer): Buffer {
  for (const secret of allSecrets()) {
    const key = tryOpen(wrappingKey(secret), wrapped, head)
    if (key) return key
  }
  throw new Error(
    'SECRET is not the one this database was set up with: set the former one as SECRET_FORMER (docs/operators/keys.md)',
  )
}

interface Kept {
  id: number
  kind: 'lookup' | 'box'
  wrapped: Buffer
  activeFrom: string
}

const readRows = (db: Database) =>
  db.many(
    text<Kept>('select id, kind, wrapped, active_from as "activeFrom" from kernel.sealing_key order by id'),
  )

function take(rows: readonly Kept[]): BoxKey[] {
  const boxes = rows.flatMap(({ id, kind, wrapped, activeFrom }) =>
    kind === 'box' ? [{ id, key: unwrap(wrapped), activeFrom: Date.parse(activeFrom) }] : [],
  )
  const root = rows.find(({ kind }) => kind === 'lookup')
  setKeyRing(boxes, root && unwrap(root.wrapped))
  return boxes
}

/** Read the ring into this process. */
export const loadKeyRing = (pool: Pool): Promise<BoxKey[]> =>
  transaction(pool, asSystem, 'read', async (db) => ({ result: take(await readRows(db)) }))

/**
 * Open the ring: on a new database the present secret becomes the root of lookup hashes, once and for all; then the ring is
 * read again and again, so that a key made by a command is known here before it is used anywhere.
 * @throws when the secret does not fit the database: better no start than hashes nobody finds again.
 */
export async function openKeyRing(
  pool: Pool,
  onFailure: (error: unknown) => void = () => undefined,
): Promise<{ stop(): void }> {
  await transaction(pool, asSystem, 'write', async (db) => ({
    result: await db.exec(
      text(
        `insert into kernel.sealing_key (id, kind, wrapped, active_from) values (0, 'lookup', $1, now()) on conflict do nothing`,
        [wrap(Buffer.from(presentSecret()))],
      ),
    ),
  }))
  await loadKeyRing(pool)
  const timer = setInterval(() => void loadKeyRing(pool).catch(onFailure), everyMilliseconds)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Add a key that boxes are made with from `graceMilliseconds` on, and wrap the whole ring under the present secret. */
export async function addKey(pool: Pool, grace: number): Promise<BoxKey> {
  const added = await transaction(pool, asSystem, 'write', async (db) => {
    const rows = await readRows(db)
    for (const { id, wrapped } of rows)
      await db.exec(
        text('update kernel.sealing_key set wrapped = $2 where id = $1', [id, wrap(unwrap(wrapped))]),
      )
    const key = randomBytes(32)
    const row = await db.one(
      text<{ id: number; activeFrom: string }>(
        `insert into kernel.sealing_key (id, kind, wrapped, active_from)
         select coalesce(max(id), 0) + 1, 'box', $1, now() + make_interval(secs => $2) from kernel.sealing_key
         returning id, active_from as "activeFrom"`,
        [wrap(key), grace / 1000],
      ),
    )
    return { result: { id: row.id, key, activeFrom: Date.parse(row.activeFrom) } }
  })
  await loadKeyRing(pool)
  return added
}
