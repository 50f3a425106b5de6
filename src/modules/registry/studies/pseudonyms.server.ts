import { createHmac, randomBytes } from 'node:crypto'
import { seal, unseal } from '#platform/sign.ts'

/** What keys of studies are sealed for. */
export const studyKeyPurpose = 'registry.study_key'

/** A new key, encrypted: it never stands in the database in clear. */
export const newStudyKey = (): Buffer => seal(studyKeyPurpose, randomBytes(32).toString('base64url'))

/**
 * Pseudonyms of one study: HMAC-SHA256 of the business under the study's own key, 80 bits as 16 letters. The same business
 * has another one in every study; without the key nobody can try all businesses to find it.
 */
export function pseudonymsOf(sealedKey: Buffer): (businessId: string) => string {
  const key = Buffer.from(unseal(studyKeyPurpose, sealedKey), 'base64url')
  return (businessId) => letters(createHmac('sha256', key).update(businessId).digest())
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Five bits a letter, of the first ten bytes. */
function letters(digest: Buffer): string {
  let value = BigInt(`0x${digest.subarray(0, 10).toString('hex')}`)
  let text = ''
  for (let index = 0; index < 16; index += 1) {
    text = (alphabet[Number(value % 32n)] ?? '') + text
    value /= 32n
  }
  return text
}
