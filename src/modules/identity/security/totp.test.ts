import { describe, expect, test } from 'vitest'
import { toBase32 } from './base32.ts'
import { matchingStep, stepAt, totpAddress, totpCode } from './totp.server.ts'

/** The secret of RFC 6238's appendix B. */
const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1000).toISOString()

describe('codes of an authenticator app', () => {
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %d is %s, as RFC 6238 says', (seconds, code) => {
    expect(totpCode(secret, stepAt(at(seconds)))).toBe(code)
  })

  test('count half a minute early and late, no longer', () => {
    const now = at(1_800_000_000)
    const step = stepAt(now)
    for (const off of [-1, 0, 1])
      expect(matchingStep(secret, totpCode(secret, step + off), { now, after: 0 })).toBe(step + off)
    for (const off of [-2, 2])
      expect(matchingStep(secret, totpCode(secret, step + off), { now, after: 0 })).toBeNull()
  })

  test('count once: what was used, and what came before it, is refused', () => {
    const now = at(1_800_000_000)
    const step = stepAt(now)
    expect(matchingStep(secret, totpCode(secret, step), { now, after: step })).toBeNull()
    expect(matchingStep(secret, totpCode(secret, step - 1), { now, after: step })).toBeNull()
  })

  test('the address is what apps read', () => {
    const address = new URL(totpAddress(secret, { site: 'Berdaya Surakarta', account: 'sri@contoh.id' }))
    expect(address.protocol).toBe('otpauth:')
    expect(address.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    expect(address.searchParams.get('issuer')).toBe('Berdaya Surakarta')
  })

  test.each([
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('base32 of %s is %s, as RFC 4648 says', (plain, encoded) =>
    expect(toBase32(Buffer.from(plain))).toBe(encoded),
  )
})
