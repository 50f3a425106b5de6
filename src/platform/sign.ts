import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** What the deployment's secret is, and was: links made under a former one stay valid while it is named. */
let secrets: readonly string[] = []
/** Keys of boxes by their number, oldest first, each in use from an instant (milliseconds) on. Number 0 is derived from the secret. */
let ring: readonly BoxKey[] = []
/** What lookup hashes are made with; the first secret of the deployment, whatever the secret is now. */
let lookupRoot: Buffer | undefined
const derived = new Map<string, KeyObject>()

export interface BoxKey {
  id: number
  key: Buffer
  activeFrom: number
}

/** The deployment's secret, at least 32 characters, and those before it; set once when the process starts. */
export function setSecret(value: string, former: readonly string[] = []): void {
  for (const secret of [value, ...former])
    if (secret.length < 32) throw new Error('SECRET needs at least 32 characters')
  secrets = [value, ...former]
  derived.clear()
}

/** Take the keys that the database keeps (`key-ring.ts`) into use. */
export function setKeyRing(keys: readonly BoxKey[], root: Buffer | undefined): void {
  ring = [...keys].sort((a, b) => a.id - b.id)
  lookupRoot = root
  derived.clear()
}

/** The deployment's secret itself: what the key ring is wrapped with. */
export function presentSecret(): string {
  const [secret] = secrets
  if (secret === undefined) throw new Error('the secret is not set yet')
  return secret
}
export const allSecrets = (): readonly string[] => secrets

/**
 * One key for each purpose, so that a token of one kind is worth nothing as another.
 * As key objects: a signature costs 6 µs with one, 21 with bare bytes.
 */
function keyFor(root: string | Buffer, name: string, purpose: string): KeyObject {
  const place = `${name}:${purpose}`
  const known = derived.get(place)
  if (known) return known
  const made = createSecretKey(Buffer.from(hkdfSync('sha256', root, 'berdaya', purpose, 32)))
  derived.set(place, made)
  return made
}

const hmac = (key: KeyObject, value: string) => createHmac('sha256', key).update(value)

/** HMAC-SHA256 of a value for a purpose, base64url: the token of a signed link. */
export const sign = (purpose: string, value: string) =>
  hmac(keyFor(presentSecret(), 's0', purpose), value).digest('base64url')

/** Was this token made under the deployment's secret, or under a former one that is still named? */
export function verify(purpose: string, value: string, token: string): boolean {
  const given = Buffer.from(token)
  return secrets.some((secret, index) => {
    const expected = Buffer.from(hmac(keyFor(secret, `s${index}`, purpose), value).digest('base64url'))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
}

/**
 * HMAC-SHA256 of a value that must be found again (a NIK). Its key stays for the life of the database: a rotating one would
 * let one NIK be registered twice while the rows are hashed again (docs/decisions/0020).
 */
export const lookupHash = (purpose: string, value: string): Buffer =>
  hmac(keyFor(lookupRoot ?? presentSecret(), 'lookup', purpose), value).digest()

/** Boxes begin with this, then the number of their key; those without are from before keys had numbers. */
const mark = Buffer.from('BRDB')
const headLength = 8

export function boxHead(keyId: number): Buffer {
  const head = Buffer.alloc(headLength)
  mark.copy(head)
  head.writeUInt32BE(keyId, 4)
  return head
}

/** Number of the key a box was made with; 0 is the key derived from the deployment's secret. */
export const keyIdOf = (box: Buffer): number =>
  box.length >= headLength + 28 && box.subarray(0, 4).equals(mark) ? box.readUInt32BE(4) : 0

/** Number of the key that new boxes are made with. */
export function currentKeyId(): number {
  const now = Date.now()
  return ring.findLast(({ activeFrom }) => activeFrom <= now)?.id ?? 0
}

function keysOf(id: number, purpose: string): KeyObject[] {
  if (id === 0) return secrets.map((secret, index) => keyFor(secret, `s${index}`, purpose))
  const found = ring.find((key) => key.id === id)
  return found ? [keyFor(found.key, `k${id}`, purpose)] : []
}

/** AES-256-GCM: mark, key number, 12 bytes nonce, 16 bytes tag, then the text. For NIK and other data kept unreadable at rest. */
export function seal(purpose: string, plain: string): Buffer {
  const id = currentKeyId()
  const [key] = keysOf(id, purpose)
  if (!key) throw new Error('the secret is not set yet')
  const head = boxHead(id)
  return Buffer.concat([head, sealWith(key, Buffer.from(plain, 'utf8'), head)])
}

const nonceLength = 12
let nonces = Buffer.alloc(0)

/** Fresh random bytes, used once; drawn by the thousand, because asking for each costs as much as sealing a NIK. */
function nextNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(nonceLength * 1000)
  const nonce = nonces.subarray(0, nonceLength)
  nonces = nonces.subarray(nonceLength)
  return nonce
}

export function sealWith(key: KeyObject, plain: Buffer, head: Buffer): Buffer {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(head)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** The text in a box without its head, or undefined when this is not its key. */
export function tryOpen(key: KeyObject, box: Buffer, head: Buffer): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12)).setAAD(head)
    decipher.setAuthTag(box.subarray(12, 28))
    return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()])
  } catch {
    return undefined
  }
}

const none = Buffer.alloc(0)

/** @throws when the box was changed, sealed for another purpose, or with a key this deployment no longer has. */
export function unseal(purpose: string, box: Buffer): string {
  if (box.subarray(0, 4).equals(mark)) {
    const head = box.subarray(0, headLength)
    for (const key of keysOf(head.readUInt32BE(4), purpose)) {
      const plain = tryOpen(key, box.subarray(headLength), head)
      if (plain) return plain.toString('utf8')
    }
  }
  // From before keys had numbers. One such box in four milliards begins like the mark: so it is tried last, always.
  for (const key of keysOf(0, purpose)) {
    const plain = tryOpen(key, box, none)
    if (plain) return plain.toString('utf8')
  }
  throw new Error('the box does not open: it was changed, or its key is not here')
}
