import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { identity } from '../auth.server.ts'
import { openGate } from '../gate.server.ts'
import { useRecoveryCode } from '../security/commands.server.ts'
import { isPassword } from '../security/password.server.ts'
import { codeOf, isCodeOf } from './code.server.ts'
import { sendCode } from './code-message.server.ts'
import {
  countTry,
  endSession,
  insertPhoneAccount,
  markUsed,
  startSession,
  strengthenSession,
} from './commands.server.ts'
import { findByEmail, findByPhone, findChallenge, lockChallenge, lockSession } from './queries.server.ts'
import { codeTries, overBecause, resendAt, secondsToResend } from './rules.ts'
import {
  ChallengeView,
  CodeCheck,
  CodeRequest,
  CodeSent,
  type Origin,
  PasswordSignIn,
  RecoveryCheck,
  SecondFactorCheck,
  SignInAnswer,
} from './schema.ts'
import { takeTotpCode } from './second-factor.server.ts'

const anyone = () => 'allowed' as const

export const requestCode = operation({
  name: 'identity.request_code',
  summary: 'Send a one-time code to a phone. The answer is the same whether or not the phone has an account.',
  input: CodeRequest,
  output: CodeSent,
  can: anyone,
  async run(ctx, { phone, challengeId, address }) {
    await openGate(ctx.db)
    const challenge = await sendCode(ctx, {
      phone,
      purpose: 'sign_in',
      accountId: null,
      challengeId,
      address,
    })
    ctx.audit({ subject: { type: 'code_challenge', id: challenge.id } })
    return { challengeId: challenge.id, phone, expiresAt: challenge.expiresAt, resendAt: resendAt(challenge) }
  },
})

export const getChallenge = operation({
  name: 'identity.get_code_challenge',
  summary: 'What the page that asks for a code shows.',
  reads: true,
  input: z.object({ challengeId: z.uuid() }),
  output: ChallengeView,
  can: anyone,
  async run(ctx, { challengeId }) {
    await openGate(ctx.db)
    const challenge = await findChallenge(ctx.db, challengeId)
    if (!challenge) throw new Fault('not_found', 'kernel_not_found')
    const open = overBecause(challenge, ctx.now) === null
    return {
      phone: challenge.phone,
      expiresAt: challenge.expiresAt,
      secondsToResend: secondsToResend(challenge, ctx.now),
      open,
      shownCode: open && identity().showsCodes ? codeOf(challenge.id) : null,
    }
  },
})

export const verifyCode = operation({
  name: 'identity.verify_code',
  summary: 'Sign in with the code that was sent; a phone without an account gets one.',
  input: CodeCheck,
  output: SignInAnswer,
  can: anyone,
  async run(ctx, { challengeId, code, remember, ...origin }): Promise<SignInAnswer> {
    await identity().limiter.take('check_address', origin.address)
    await openGate(ctx.db)
    const challenge = await lockChallenge(ctx.db, challengeId)
    ctx.audit({ subject: { type: 'code_challenge', id: challengeId } })
    const over = challenge?.purpose === 'sign_in' ? overBecause(challenge, ctx.now) : 'expired'
    if (!challenge || over) return { outcome: 'over', reason: over ?? 'expired' }
    if (!isCodeOf(challengeId, code)) {
      await countTry(ctx, challengeId)
      ctx.audit({ changes: { outcome: 'wrong' } })
      const triesLeft = codeTries - challenge.tries - 1
      return triesLeft > 0 ? { outcome: 'wrong', triesLeft } : { outcome: 'over', reason: 'spent' }
    }
    await markUsed(ctx, challengeId)
    return signInByPhone(ctx, challenge.phone, remember, origin)
  },
})

async function signInByPhone(
  ctx: Context,
  phone: string,
  remember: boolean,
  origin: Origin,
): Promise<SignInAnswer> {
  await insertPhoneAccount(ctx, phone)
  const account = await findByPhone(ctx.db, phone)
  if (!account || account.disabledAt !== null) return { outcome: 'disabled' }
  const session = await startSession(ctx, {
    accountId: account.id,
    method: 'code',
    remembered: remember,
    ...origin,
  })
  ctx.audit({
    subject: { type: 'account', id: account.id },
    changes: { outcome: 'signed_in', sessionId: session.id },
  })
  return {
    outcome: 'signed_in',
    accountId: account.id,
    sessionId: session.id,
    token: session.token,
    remembered: remember,
    name: account.name,
  }
}

export const signInWithPassword = operation({
  name: 'identity.sign_in',
  summary: 'Sign in with e-mail and password; where an authenticator is set up its code is asked for next.',
  input: PasswordSignIn,
  output: SignInAnswer,
  can: anyone,
  async run(ctx, { email, password, ...origin }): Promise<SignInAnswer> {
    const { limiter, config } = identity()
    const here = `${email} ${origin.address}`
    await limiter.take('login_address', origin.address)
    await limiter.take('login_here', here)
    await limiter.take('login_account', email)
    await openGate(ctx.db)
    const account = await findByEmail(ctx.db, email)
    const right = await isPassword(password, account?.passwordHash)
    if (!account || !right) {
      ctx.audit({
        changes: { outcome: 'wrong' },
        ...(account && { subject: { type: 'account', id: account.id } }),
      })
      return { outcome: 'wrong', triesLeft: null }
    }
    ctx.audit({ subject: { type: 'account', id: account.id } })
    if (account.disabledAt !== null) return { outcome: 'disabled' }
    await limiter.forgive('login_here', here)
    const due = account.hasSecondFactor
    // Visitors of a demonstration have no authenticator; without this they could not try an officer's work.
    const strong = !due && config.demo
    const session = await startSession(ctx, {
      accountId: account.id,
      method: 'password',
      due,
      strong,
      ...origin,
    })
    ctx.audit({ changes: { outcome: due ? 'second_factor' : 'signed_in', sessionId: session.id } })
    if (due) return { outcome: 'second_factor', token: session.token, sessionId: session.id }
    return {
      outcome: 'signed_in',
      accountId: account.id,
      sessionId: session.id,
      token: session.token,
      remembered: false,
      name: account.name,
    }
  },
})

/** What both kinds of second factor have in common: the tries counted by account, the session made stronger. */
async function strengthen(
  ctx: Context,
  token: string,
  take: (accountId: string) => Promise<boolean>,
): Promise<SignInAnswer> {
  await openGate(ctx.db)
  const session = await lockSession(ctx.db, token, ctx.now)
  if (!session) return { outcome: 'over', reason: 'expired' }
  await identity().limiter.take('second_factor', session.accountId)
  ctx.audit({ subject: { type: 'account', id: session.accountId } })
  if (!(await take(session.accountId))) {
    ctx.audit({ changes: { outcome: 'wrong' } })
    return { outcome: 'wrong', triesLeft: null }
  }
  await identity().limiter.forgive('second_factor', session.accountId)
  const fresh = await strengthenSession(ctx, session)
  ctx.audit({ changes: { outcome: 'signed_in', sessionId: session.id } })
  return {
    outcome: 'signed_in',
    accountId: session.accountId,
    sessionId: session.id,
    token: fresh,
    remembered: session.remembered,
    name: session.name,
  }
}

export const giveSecondFactor = operation({
  name: 'identity.give_second_factor',
  summary: 'Give the code of the authenticator app, after the password or later in a session.',
  input: SecondFactorCheck,
  output: SignInAnswer,
  can: anyone,
  run: (ctx, { token, code }) => strengthen(ctx, token, (accountId) => takeTotpCode(ctx, accountId, code)),
})

export const giveRecoveryCode = operation({
  name: 'identity.use_recovery_code',
  summary: 'Give a recovery code instead of the authenticator’s; each works once.',
  input: RecoveryCheck,
  output: SignInAnswer,
  can: anyone,
  run: (ctx, { token, recoveryCode }) =>
    strengthen(ctx, token, (accountId) => useRecoveryCode(ctx, accountId, recoveryCode)),
})

export const signOut = operation({
  name: 'identity.sign_out',
  summary: 'End this session, at once.',
  http: 'POST /me/sign-out',
  input: z.object({}),
  output: z.object({ ended: z.boolean() }),
  can: (actor) => allowIf(isSignedIn(actor) && actor.kind === 'account'),
  async run(ctx) {
    await openGate(ctx.db)
    const { sessionId, accountId } = ctx.actor
    if (accountId) ctx.audit({ subject: { type: 'account', id: accountId } })
    return { ended: sessionId !== null && (await endSession(ctx, sessionId, 'signed_out')) === 1 }
  },
})

export const signInOperations = [
  requestCode,
  getChallenge,
  verifyCode,
  signInWithPassword,
  giveSecondFactor,
  giveRecoveryCode,
  signOut,
]
