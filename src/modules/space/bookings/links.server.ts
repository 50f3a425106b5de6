import { randomBytes } from 'node:crypto'
import { href, type Locale } from '#kernel/locale.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { runtime } from '#platform/runtime.ts'
import { sign, verify } from '#platform/sign.ts'

/** 30 letters and digits that are not mistaken for each other when read aloud or typed: no 0 O 1 I L U. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight random characters (about 39 bits): whoever has them may open the pass, so they must not be guessable. */
export function newReference(): string {
  let reference = ''
  while (reference.length < 8)
    // 240 is the largest multiple of 30 in a byte: every letter equally likely.
    for (const byte of randomBytes(12))
      if (byte < 240 && reference.length < 8) reference += letters[byte % 30]
  return reference
}

/** A reference as people type it: in lower case, with spaces or a hyphen. */
export const readReference = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 8)

const purpose = 'space.booking'

/** Proof that somebody was sent the link of this booking, or made this hold. */
export const bookingToken = (bookingId: string): string => sign(purpose, bookingId)
export const isBookingToken = (bookingId: string, token: string | undefined): boolean =>
  token !== undefined && verify(purpose, bookingId, token)

/** Let this transaction see these bookings, whose links were verified. */
export const openLinks = (db: Database, ...bookingIds: string[]): Promise<number> =>
  db.exec(text(`select set_config('app.space_links', $1, true)`, [bookingIds.join(',')]))

/** Path of the page that shows, moves and cancels a booking without signing in. */
export const managePath = (bookingId: string, locale: Locale = 'id'): string =>
  href(`/pesanan/${bookingId}?t=${bookingToken(bookingId)}`, locale)

export const passPath = (reference: string, locale: Locale = 'id'): string =>
  href(`/pas/${reference}`, locale)

/** The same as whole addresses, for messages and QR codes. */
export const absolute = (path: string): string => `${runtime.config?.baseUrl ?? ''}${path}`
