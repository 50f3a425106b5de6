import { randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { type Challenge, codeLasts, later, type SignInMethod, sessionLasts } from './rules.ts'

export async function insertChallenge(
  ctx: Context,
  { phone, purpose, accountId }: Pick<Challenge, 'phone' | 'purpose' | 'accountId'>,
): Promise<Challenge> {
  const challenge: Challenge = {
    id: newId(),
    purpose,
    phone,
    accountId,
    tries: 0,
    sentAt: ctx.now,
    expiresAt: later(ctx.now, codeLasts),
    usedAt: null,
  }
  await ctx.db.exec(
    text(
      `insert into identity.code_challenge (id, purpose, phone, account_id, sent_at, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $5, $6)`,
      [challenge.id, purpose, phone, accountId, challenge.sentAt, challenge.expiresAt],
    ),
  )
  return challenge
}

export const markSent = (ctx: Context, challengeId: string) =>
  ctx.db.exec(
    text('update identity.code_challenge set sent = sent + 1, sent_at = $2 where id = $1', [
      challengeId,
      ctx.now,
    ]),
  )

export const countTry = (ctx: Context, challengeId: string) =>
  ctx.db.exec(text('update identity.code_challenge set tries = tries + 1 where id = $1', [challengeId]))

export const markUsed = (ctx: Context, challengeId: string) =>
  ctx.db.exec(text('update identity.code_challenge set used_at = $2 where id = $1', [challengeId, ctx.now]))

/** An account for a phone that proved itself. When two sign in at once with a new number, one account is made. */
export const insertPhoneAccount = (ctx: Context, phone: string) =>
  ctx.db.exec(
    text(
      `insert into identity.account (phone, phone_verified_at, locale) values ($1, $2, $3)
       on conflict on constraint account_phone do nothing`,
      [phone, ctx.now, ctx.locale],
    ),
  )

export interface NewSession {
  accountId: string
  method: SignInMethod
  remembered?: boolean
  /** The second factor is still to be given: until then the session opens nothing. */
  due?: boolean
  /** The second factor was given. */
  strong?: boolean
  address: string
  userAgent: string
}

const newToken = () => randomBytes(24).toString('base64url')

export async function startSession(
  ctx: Context,
  session: NewSession,
): Promise<{ id: string; token: string }> {
  const { accountId, method, remembered = false, due = false, strong = false, address, userAgent } = session
  const [id, token] = [newId(), newToken()]
  await ctx.db.exec(
    text(
      `insert into identity.session (id, account_id, token, method, remembered, second_factor_due, second_factor_at,
         address, user_agent, created_at, updated_at, seen_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10, $11)`,
      [
        id,
        accountId,
        token,
        method,
        remembered,
        due,
        strong ? ctx.now : null,
        address,
        userAgent,
        ctx.now,
        later(ctx.now, sessionLasts({ method, remembered, due })),
      ],
    ),
  )
  return { id, token }
}

/** The second factor was given: a fresh token, so that one seen before is worth nothing. */
export async function strengthenSession(
  ctx: Context,
  session: { id: string; due: boolean; expiresAt: string },
): Promise<string> {
  const token = newToken()
  const lasts = session.due
    ? later(ctx.now, sessionLasts({ method: 'password', remembered: false, due: false }))
    : session.expiresAt
  await ctx.db.exec(
    text(
      `update identity.session set token = $2, second_factor_due = false, second_factor_at = $3, seen_at = $3,
         updated_at = $3, expires_at = $4 where id = $1`,
      [session.id, token, ctx.now, lasts],
    ),
  )
  return token
}

export type EndReason =
  | 'signed_out'
  | 'revoked'
  | 'password_changed'
  | 'phone_changed'
  | 'disabled'
  | 'replaced'

/** End a session at once; it stays listed in the database until it is cleaned up. */
export const endSession = (ctx: Context, sessionId: string, reason: EndReason) =>
  ctx.db.exec(
    text(
      `update identity.session set ended_at = $2, ended_reason = $3, expires_at = least(expires_at, $2::timestamptz), updated_at = $2
       where id = $1 and ended_at is null`,
      [sessionId, ctx.now, reason],
    ),
  )

/** End every session of an account but one. @returns how many. */
export const endSessionsOf = (
  ctx: Context,
  accountId: string,
  reason: EndReason,
  except: string | null = null,
) =>
  ctx.db.exec(
    text(
      `update identity.session set ended_at = $2, ended_reason = $3, expires_at = least(expires_at, $2::timestamptz), updated_at = $2
       where account_id = $1 and ended_at is null and id is distinct from $4::uuid`,
      [accountId, ctx.now, reason, except],
    ),
  )

/** The second factor was given within the session itself, as when setting it up. */
export const strengthenSessionById = (ctx: Context, sessionId: string) =>
  ctx.db.exec(text('update identity.session set second_factor_at = $2 where id = $1', [sessionId, ctx.now]))
