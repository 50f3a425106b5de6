import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(16 * 256)
let used = pool.length
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A UUID version 7 (RFC 9562): sortable by the millisecond it was made, otherwise random. */
export function newId(milliseconds = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, used + 16)
  used += 16
  const high = Math.floor(milliseconds / 2 ** 32)
  const low = milliseconds >>> 0
  const h = (index: number) => hex[bytes[index] ?? 0]
  const time = high.toString(16).padStart(4, '0') + low.toString(16).padStart(8, '0')
  const version = hex[((bytes[6] ?? 0) & 0x0f) | 0x70]
  const variant = hex[((bytes[8] ?? 0) & 0x3f) | 0x80]
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${h(7)}-${variant}${h(9)}-${h(10)}${h(11)}${h(12)}${h(13)}${h(14)}${h(15)}`
}
