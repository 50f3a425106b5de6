import { timingSafeEqual } from 'node:crypto'
import { sign } from '#platform/sign.ts'

/**
 * The six digits of a challenge. They are computed from its id and the deployment's secret, so no table holds them:
 * a plain hash of six digits would be guessed in a millisecond. Modulo a million of 48 bits is even to 3 in a billion.
 */
export function codeOf(challengeId: string): string {
  const number = Buffer.from(sign('one-time-code', challengeId), 'base64url').readUIntBE(0, 6)
  return String(number % 1_000_000).padStart(6, '0')
}

export function isCodeOf(challengeId: string, typed: string): boolean {
  const expected = Buffer.from(codeOf(challengeId))
  const given = Buffer.from(typed)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
