import { sign, verify } from '#platform/sign.ts'

/** With https the browser itself holds the cookie to this host and path. */
const secureName = '__Host-berdaya'
const plainName = 'berdaya'

export const sessionCookieName = (secure: boolean) => (secure ? secureName : plainName)

/** What the session cookie says: the token and our signature, so that a token read from the database opens nothing. */
export const sealToken = (token: string) => `${token}.${sign('session', token)}`

export function openToken(value: string): string | null {
  const dot = value.indexOf('.')
  const token = value.slice(0, dot)
  return dot > 0 && verify('session', token, value.slice(dot + 1)) ? token : null
}

/**
 * The session token in a `cookie` header; null when there is none, or one that we did not sign. With https only the name that
 * no neighbouring host can set counts.
 */
export function tokenIn(cookies: string | null, secure: boolean): string | null {
  const wanted = sessionCookieName(secure)
  for (const part of cookies?.split(';') ?? []) {
    const equals = part.indexOf('=')
    if (part.slice(0, equals).trim() === wanted) return openToken(part.slice(equals + 1).trim())
  }
  return null
}
