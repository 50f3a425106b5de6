import { randomBytes } from 'node:crypto'
import { lookupHash } from '#platform/sign.ts'
import { toBase32 } from './base32.ts'

const howMany = 10

/** Ten one-time replacements of 50 random bits each, as `ABCDE-FGHIJ`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => {
    const letters = toBase32(randomBytes(7)).slice(0, 10)
    return `${letters.slice(0, 5)}-${letters.slice(5)}`
  })
}

/** As it is stored: keyed, so that the table alone tells nothing. `letters` without the hyphen. */
export const hashRecoveryCode = (accountId: string, letters: string): Buffer =>
  lookupHash('recovery-code', `${accountId}:${letters}`)
