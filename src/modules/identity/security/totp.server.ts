import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { toBase32 } from './base32.ts'

/** Seconds a code of the app lasts (RFC 6238). */
const period = 30
/** Steps before and after now that still count: clocks of phones are off by up to half a minute. */
const tolerance = 1

export const newTotpSecret = () => randomBytes(20)

export const stepAt = (now: string) => Math.floor(Date.parse(now) / 1000 / period)

/** The six digits of a time step (RFC 4226 truncation of HMAC-SHA1, which is what authenticator apps speak). */
export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = digest.readUInt8(digest.length - 1) & 0x0f
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/**
 * The step a typed code belongs to, if it is of about now and newer than the last one used: a code works once,
 * also for who looked over the shoulder. Null otherwise.
 */
export function matchingStep(
  secret: Buffer,
  typed: string,
  { now, after }: { now: string; after: number },
): number | null {
  const given = Buffer.from(typed)
  const current = stepAt(now)
  for (let step = current - tolerance; step <= current + tolerance; step++) {
    const expected = Buffer.from(totpCode(secret, step))
    if (step > after && expected.length === given.length && timingSafeEqual(expected, given)) return step
  }
  return null
}

/** What the QR code of the set-up says. */
export function totpAddress(secret: Buffer, { site, account }: { site: string; account: string }): string {
  const query = new URLSearchParams({
    secret: toBase32(secret),
    issuer: site,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
  return `otpauth://totp/${encodeURIComponent(`${site}:${account}`)}?${query.toString().replaceAll('+', '%20')}`
}
