import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { Key } from './schema.ts'

export const keyColumns = `id, name, start, scopes, created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`

/** Keys that work, and those that stopped within the last months. */
export const listKeys = (db: Database, accountId: string) =>
  db.many(
    text<Key>(`select ${keyColumns} from identity.api_key where account_id = $1 order by id desc limit 100`, [
      accountId,
    ]),
  )

export const countLiveKeys = async (db: Database, accountId: string, now: string) =>
  (
    await db.one(
      text<{ live: number }>(
        'select count(*) as live from identity.api_key where account_id = $1 and revoked_at is null and expires_at > $2',
        [accountId, now],
      ),
    )
  ).live

/** Row-level security shows only one's own. */
export const findKey = (db: Database, keyId: string) =>
  db.maybe(
    text<Key & { accountId: string }>(
      `select ${keyColumns}, account_id as "accountId" from identity.api_key where id = $1`,
      [keyId],
    ),
  )
