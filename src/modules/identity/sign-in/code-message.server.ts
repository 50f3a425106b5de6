import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { m } from '#messages'
import { identity } from '../auth.server.ts'
import { codeOf } from './code.server.ts'
import { insertChallenge, markSent } from './commands.server.ts'
import { findChallenge } from './queries.server.ts'
import { type Challenge, codeLasts, isReusable, secondsToResend } from './rules.ts'

interface Wanted {
  phone: string
  purpose: Challenge['purpose']
  accountId: string | null
  /** The challenge the browser already has. */
  challengeId?: string | undefined
  address: string
}

/**
 * Send a code: the one this browser already waits for while it lasts long enough, else a new one.
 * @throws Fault `rate_limited` when it is too soon, or the phone or the address had too many.
 */
export async function sendCode(ctx: Context, wanted: Wanted): Promise<Challenge> {
  const { limiter } = identity()
  const earlier = wanted.challengeId ? await findChallenge(ctx.db, wanted.challengeId) : undefined
  const same =
    earlier?.phone === wanted.phone &&
    earlier.purpose === wanted.purpose &&
    earlier.accountId === wanted.accountId
  const seconds = same && earlier ? secondsToResend(earlier, ctx.now) : 0
  if (seconds > 0)
    throw new Fault('rate_limited', 'kernel_rate_limited', { params: { seconds }, details: { seconds } })
  await limiter.take('code_address', wanted.address)
  await limiter.take('code_phone', wanted.phone)
  await limiter.take('code_phone_day', wanted.phone)
  const reused = same && earlier && isReusable(earlier, ctx.now)
  const challenge = reused ? { ...earlier, sentAt: ctx.now } : await insertChallenge(ctx, wanted)
  if (reused) await markSent(ctx, challenge.id)
  const { name, region } = await getSettings(ctx.db, 'site')
  const { locale } = ctx
  ctx.send({
    to: { phone: wanted.phone },
    locale,
    template: 'identity.code',
    body: m.identity_code_message(
      { code: codeOf(challenge.id), site: name, minutes: codeLasts / 60 },
      { locale },
    ),
    region,
  })
  return challenge
}
