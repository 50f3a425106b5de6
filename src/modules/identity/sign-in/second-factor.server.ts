import type { Context } from '#kernel/context.ts'
import { acceptStep } from '../security/commands.server.ts'
import { lockSecondFactor } from '../security/queries.server.ts'
import { matchingStep } from '../security/totp.server.ts'

/** Is this a code of the account's authenticator, not used before? A right one is used up by asking. */
export async function takeTotpCode(ctx: Context, accountId: string, code: string): Promise<boolean> {
  const factor = await lockSecondFactor(ctx.db, accountId)
  if (!factor?.confirmedAt) return false
  const step = matchingStep(factor.secret, code, { now: ctx.now, after: factor.lastStep })
  if (step === null) return false
  await acceptStep(ctx, accountId, step)
  return true
}
