import { randomBytes } from 'node:crypto'
import { hashKey } from './verify.server.ts'

/** A new key, to be shown once, and what is stored of it. */
export function newKey(): { key: string; hash: string; start: string } {
  const key = `bdy_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashKey(key).toString('hex'), start: key.slice(0, 10) }
}
