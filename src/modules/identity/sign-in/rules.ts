import type { Actor } from '#kernel/actor.ts'
import { isStaff } from '#kernel/actor.ts'

/** UX I1: six digits, five minutes, three tries; then another minute before the next message. Seconds. */
export const codeLasts = 5 * 60
export const codeTries = 3
export const resendAfter = 60
/** A code is sent again as it was while there is time enough left to type it. */
const reusableUntilLeft = 150

export interface Challenge {
  id: string
  purpose: 'sign_in' | 'change_phone'
  phone: string
  accountId: string | null
  tries: number
  sentAt: string
  expiresAt: string
  usedAt: string | null
}

const milliseconds = (instant: string) => Date.parse(instant)
export const later = (instant: string, seconds: number) =>
  new Date(milliseconds(instant) + seconds * 1000).toISOString()

/** Why a code is no longer worth typing; null while it is. */
export function overBecause(
  challenge: Challenge | undefined,
  now: string,
): 'expired' | 'used' | 'spent' | null {
  if (!challenge) return 'expired'
  if (challenge.usedAt !== null) return 'used'
  if (challenge.tries >= codeTries) return 'spent'
  return milliseconds(challenge.expiresAt) <= milliseconds(now) ? 'expired' : null
}

/** When the next message may be asked for; ISO instant. */
export const resendAt = (challenge: Pick<Challenge, 'sentAt'>) => later(challenge.sentAt, resendAfter)

/** Seconds until the next message may be asked for, 0 when it may. */
export const secondsToResend = (challenge: Pick<Challenge, 'sentAt'>, now: string) =>
  Math.max(0, Math.ceil((milliseconds(resendAt(challenge)) - milliseconds(now)) / 1000))

/** A message that came late still fits: the same code goes out again while it lasts long enough. */
export const isReusable = (challenge: Challenge, now: string) =>
  overBecause(challenge, now) === null &&
  milliseconds(challenge.expiresAt) - milliseconds(now) >= reusableUntilLeft * 1000

export type SignInMethod = 'code' | 'password' | 'sso'

/** How long a session lives, in seconds; `note_session` in the database prolongs those by code while they are used. */
export function sessionLasts({
  method,
  remembered,
  due,
}: {
  method: SignInMethod
  remembered: boolean
  due: boolean
}): number {
  if (due) return 10 * 60
  if (method !== 'code') return 12 * 3600
  return remembered ? 30 * 24 * 3600 : 2 * 3600
}

/**
 * Where to go after signing in: only a path of this site. `//other.example`, `/\other.example` and `javascript:` are not.
 */
export function safeNext(next: string | null | undefined): string | null {
  if (!next?.startsWith('/') || next.length > 500) return null
  try {
    const url = new URL(next, 'http://here.invalid')
    const path = url.pathname + url.search + url.hash
    // `/.//other.example` starts harmless and ends as another host: what is returned must itself be safe.
    const plain = url.origin === 'http://here.invalid' && !path.startsWith('//')
    return plain && !/^(\/en)?\/(masuk|siapkan)(\/|\?|$)/.test(path) ? path : null
  } catch {
    return null
  }
}

/** Where people go who came from nowhere: staff to their office, everyone else to their own page. */
export const homeOf = (actor: Pick<Actor, 'grants'>) => (isStaff(actor as Actor) ? '/kantor' : '/saya')
