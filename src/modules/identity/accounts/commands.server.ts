import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'

export const updateProfile = (
  ctx: Context,
  accountId: string,
  { name, locale }: { name: string; locale: string },
) =>
  ctx.db.exec(
    text('update identity.account set name = $2, locale = $3, updated_at = $4 where id = $1', [
      accountId,
      name,
      locale,
      ctx.now,
    ]),
  )

/** False when the number already belongs to somebody else. */
export async function updatePhone(ctx: Context, accountId: string, phone: string): Promise<boolean> {
  const changed = await ctx.db.exec(
    text(
      `update identity.account a set phone = $2, phone_verified_at = $3, updated_at = $3
       where a.id = $1 and not exists (select from identity.account other where other.phone = $2 and other.id <> $1)`,
      [accountId, phone, ctx.now],
    ),
  )
  return changed === 1
}

/** Close the account: every way in is shut at once. What it did stays. */
export const disableAccount = (ctx: Context, accountId: string, reason: string) =>
  ctx.db.exec(
    text(
      `update identity.account set disabled_at = $2, disabled_reason = $3, updated_at = $2
       where id = $1 and disabled_at is null`,
      [accountId, ctx.now, reason],
    ),
  )

export const enableAccount = (ctx: Context, accountId: string) =>
  ctx.db.exec(
    text(
      `update identity.account set disabled_at = null, disabled_reason = null, updated_at = $2
       where id = $1 and disabled_at is not null`,
      [accountId, ctx.now],
    ),
  )
