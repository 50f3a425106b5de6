import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { keyColumns } from './queries.server.ts'
import type { Key } from './schema.ts'

export const insertKey = (
  ctx: Context,
  accountId: string,
  key: { name: string; start: string; hash: string; scopes: readonly string[]; months: string },
) =>
  ctx.db.one(
    text<Key>(
      `insert into identity.api_key (id, account_id, name, start, hash, scopes, created_at, expires_at)
       values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7::timestamptz, $7::timestamptz + make_interval(months => $8::int))
       returning ${keyColumns}`,
      [newId(), accountId, key.name, key.start, key.hash, [...new Set(key.scopes)], ctx.now, key.months],
    ),
  )

export const revokeKey = (ctx: Context, keyId: string) =>
  ctx.db.exec(
    text(
      'update identity.api_key set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null',
      [keyId, ctx.now, ctx.actor.accountId],
    ),
  )
