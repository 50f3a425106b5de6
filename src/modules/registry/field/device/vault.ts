/**
 * What the phone keeps is unreadable without the officer's PIN: a random key (AES-256-GCM) seals every record, and is itself
 * sealed by a key that PBKDF2-SHA-256 makes of the PIN. The open key lives in this page's memory only and cannot be read out.
 */

type Bytes = Uint8Array<ArrayBuffer>

/** What lies on the phone in clear: of no use without the PIN. */
export interface Lock {
  salt: Bytes
  iterations: number
  nonce: Bytes
  /** The data key, sealed by the PIN's. */
  sealed: Bytes
}

export interface Sealed {
  nonce: Bytes
  body: Bytes
}

/** OWASP Password Storage Cheat Sheet (2023): PBKDF2-HMAC-SHA256 at 600,000 rounds; about a second on a cheap phone. */
export const iterations = 600_000

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text))

async function keyOfPin(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', utf8(pin.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  )
}

/** A new key and the lock that only this PIN opens. */
export async function makeVault(pin: string, rounds = iterations): Promise<{ lock: Lock; key: CryptoKey }> {
  const [salt, nonce] = [random(16), random(12)]
  const outer = await keyOfPin(pin, salt, rounds)
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
  const sealed = new Uint8Array(
    await crypto.subtle.wrapKey('raw', made, outer, { name: 'AES-GCM', iv: nonce }),
  )
  const lock = { salt, iterations: rounds, nonce, sealed }
  const key = await openVault(pin, lock)
  if (!key) throw new Error('a new vault opens with its own PIN')
  return { lock, key }
}

/** The data key; undefined when the PIN is wrong. */
export async function openVault(pin: string, lock: Lock): Promise<CryptoKey | undefined> {
  const outer = await keyOfPin(pin, lock.salt, lock.iterations)
  const cipher = { name: 'AES-GCM', iv: lock.nonce }
  try {
    return await crypto.subtle.unwrapKey('raw', lock.sealed, outer, cipher, 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ])
  } catch {
    return undefined
  }
}

/** Seal bytes for one place: a record moved to another place does not open there. */
export async function sealBytes(key: CryptoKey, place: string, bytes: Bytes): Promise<Sealed> {
  const nonce = random(12)
  const cipher = { name: 'AES-GCM', iv: nonce, additionalData: utf8(place) }
  return { nonce, body: new Uint8Array(await crypto.subtle.encrypt(cipher, key, bytes)) }
}

/** @throws when the record was changed, moved, or sealed with another key. */
export async function openBytes(key: CryptoKey, place: string, { nonce, body }: Sealed): Promise<Bytes> {
  const cipher = { name: 'AES-GCM', iv: nonce, additionalData: utf8(place) }
  return new Uint8Array(await crypto.subtle.decrypt(cipher, key, body))
}

export const sealJson = (key: CryptoKey, place: string, value: unknown): Promise<Sealed> =>
  sealBytes(key, place, utf8(JSON.stringify(value)))

/** What `sealJson` sealed at this place, by this program. */
export const openJson = async <Value>(key: CryptoKey, place: string, sealed: Sealed): Promise<Value> =>
  JSON.parse(new TextDecoder().decode(await openBytes(key, place, sealed)))
