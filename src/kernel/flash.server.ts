import type { Cookies } from '@sveltejs/kit'

/** What just happened, told once on the next page. */
export interface FlashMessage {
  kind: 'info' | 'success' | 'warning' | 'danger'
  text: string
}

const cookie = 'berdaya_flash'

export function setFlash(
  event: { cookies: Cookies },
  text: string,
  kind: FlashMessage['kind'] = 'success',
): void {
  const value = Buffer.from(JSON.stringify({ kind, text })).toString('base64url')
  event.cookies.set(cookie, value, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 })
}

/** Read and forget the message a redirect carried along; one that we did not write is ignored. */
export function takeFlash(event: { cookies: Cookies }): FlashMessage | null {
  const value = event.cookies.get(cookie)
  if (value === undefined) return null
  event.cookies.delete(cookie, { path: '/' })
  try {
    const read: unknown = JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))
    if (typeof read !== 'object' || read === null || !('text' in read) || typeof read.text !== 'string')
      return null
    const kinds: readonly string[] = ['info', 'success', 'warning', 'danger']
    const kind =
      'kind' in read && typeof read.kind === 'string' && kinds.includes(read.kind) ? read.kind : 'info'
    return { kind: kind as FlashMessage['kind'], text: read.text.slice(0, 500) }
  } catch {
    return null
  }
}
