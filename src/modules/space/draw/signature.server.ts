import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { canonical, type Plain } from './canonical.ts'

/** A new Ed25519 key, both halves in base64: 32 bytes each. */
export function newSigningKey(): { publicKey: string; privateKey: string } {
  const pair = generateKeyPairSync('ed25519')
  const { x = '', d = '' } = pair.privateKey.export({ format: 'jwk' })
  const base64 = (part: string) => Buffer.from(part, 'base64url').toString('base64')
  return { publicKey: base64(x), privateKey: base64(d) }
}

const url = (part: string) => Buffer.from(part, 'base64').toString('base64url')

const privateOf = (publicKey: string, privateKey: string): KeyObject =>
  createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: url(publicKey), d: url(privateKey) },
    format: 'jwk',
  })

const signed = (document: { readonly [key: string]: Plain }) => {
  const { signature: _, ...rest } = document
  return Buffer.from(canonical(rest), 'utf8')
}

/** Signature of a document without its member `signature`, base64. */
export const signDocument = (
  document: { readonly [key: string]: Plain },
  key: { publicKey: string; privateKey: string },
): string => sign(null, signed(document), privateOf(key.publicKey, key.privateKey)).toString('base64')

/** Does the document bear this key's signature? */
export function isSigned(
  document: { readonly [key: string]: Plain; signature: string },
  publicKey: string,
): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: url(publicKey) }, format: 'jwk' })
    return verify(null, signed(document), key, Buffer.from(document.signature, 'base64'))
  } catch {
    return false
  }
}
