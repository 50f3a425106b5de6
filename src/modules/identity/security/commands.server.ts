import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { seal } from '#platform/sign.ts'
import { hashRecoveryCode } from './recovery.server.ts'

/** Start over with a new secret; it protects nothing until a code of it was typed. */
export const storeTotpSecret = (ctx: Context, accountId: string, secret: Buffer) =>
  ctx.db.exec(
    text(
      `insert into identity.second_factor (account_id, secret, created_at) values ($1, $2, $3)
       on conflict on constraint second_factor_key
       do update set secret = excluded.secret, confirmed_at = null, last_step = 0, created_at = excluded.created_at`,
      [accountId, seal('totp', secret.toString('base64')), ctx.now],
    ),
  )

/** The code of this step was used. The first one puts the authenticator into use. */
export const acceptStep = (ctx: Context, accountId: string, step: number) =>
  ctx.db.exec(
    text(
      `update identity.second_factor set last_step = $2, confirmed_at = coalesce(confirmed_at, $3::timestamptz)
       where account_id = $1`,
      [accountId, step, ctx.now],
    ),
  )

/** Take the authenticator out of use, for a lost phone: its secret is worth nothing from now on. */
export async function dropSecondFactor(ctx: Context, accountId: string): Promise<void> {
  await ctx.db.exec(text('delete from identity.second_factor where account_id = $1', [accountId]))
  await ctx.db.exec(replaceRecoveryCodes(ctx, accountId))
}

const replaceRecoveryCodes = (ctx: Context, accountId: string) =>
  text(
    'update identity.recovery_code set replaced_at = $2 where account_id = $1 and replaced_at is null and used_at is null',
    [accountId, ctx.now],
  )

/** New recovery codes (`ABCDE-FGHIJ`); the earlier ones are worth nothing from now on. */
export async function storeRecoveryCodes(
  ctx: Context,
  accountId: string,
  codes: readonly string[],
): Promise<void> {
  await ctx.db.exec(replaceRecoveryCodes(ctx, accountId))
  await ctx.db.exec(
    text(
      `insert into identity.recovery_code (account_id, hash, created_at) select $1, unnest($2::bytea[]), $3`,
      [accountId, codes.map((code) => hashRecoveryCode(accountId, code.replace('-', ''))), ctx.now],
    ),
  )
}

/** Use a recovery code; false when it is none of theirs, was used, or was replaced. One statement, so once only. */
export async function useRecoveryCode(ctx: Context, accountId: string, letters: string): Promise<boolean> {
  const used = await ctx.db.exec(
    text(
      `update identity.recovery_code set used_at = $3
       where account_id = $1 and hash = $2 and used_at is null and replaced_at is null`,
      [accountId, hashRecoveryCode(accountId, letters), ctx.now],
    ),
  )
  return used === 1
}
