import { href, type Locale } from '#kernel/locale.ts'
import { runtime } from '#platform/runtime.ts'
import { lookupHash, seal, sign, verify } from '#platform/sign.ts'
import { mask } from './numbers.ts'

type NumberKind = 'nik' | 'kk' | 'npwp'

/** A number kept unreadable: encrypted for whoever may unmask it, hashed for finding it again, masked for screens. */
export interface SealedNumber {
  sealed: Buffer
  hash: Buffer
  mask: string
}

/** NIK, family card and NPWP never stand in the database in clear (AES-256-GCM; the hash is keyed, so it cannot be guessed). */
export const sealNumber = (kind: NumberKind, number: string): SealedNumber => ({
  ...boxNumber(kind, number),
  hash: hashNumber(kind, number),
})

/** The same for a number whose hash is known. */
export const boxNumber = (kind: NumberKind, number: string): Omit<SealedNumber, 'hash'> => ({
  sealed: seal(`registry.${kind}`, number),
  mask: mask(number),
})

export const hashNumber = (kind: NumberKind, number: string): Buffer =>
  lookupHash(`registry.${kind}.hash`, number)

const linkPurpose = 'registry.link'

/** Proof that somebody was sent the link of this business or organisation. */
export const linkToken = (subjectId: string): string => sign(linkPurpose, subjectId)
export const isLinkToken = (subjectId: string, token: string): boolean =>
  verify(linkPurpose, subjectId, token)

/** Path of the page that shows a registration's state, and lets a returned one be mended, without signing in. */
export const statusPath = (subjectId: string, locale: Locale = 'id'): string =>
  href(`/daftar/status/${subjectId}?t=${linkToken(subjectId)}`, locale)

/** The same as a whole address, for messages. */
export const statusUrl = (subjectId: string, locale: Locale): string =>
  `${runtime.config?.baseUrl ?? ''}${statusPath(subjectId, locale)}`
