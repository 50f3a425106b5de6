import type { Cookies } from '@sveltejs/kit'
import { isSource, type SourceName } from './sources.server.ts'

/** Decisions just taken, which can still be taken back: carried by a cookie that lives as long as their messages wait. */
export interface Undoable {
  cases: { source: SourceName; id: string }[]
  /** What was decided, in the officer's words. */
  text: string
  /** ISO instant at which the messages leave. */
  until: string
}

const cookie = 'berdaya_undo'
export const undoSeconds = 10

export function rememberDecision(event: { cookies: Cookies }, cases: Undoable['cases'], text: string): void {
  const until = new Date(Date.now() + undoSeconds * 1000).toISOString()
  const value = Buffer.from(JSON.stringify({ cases, text: text.slice(0, 200), until })).toString('base64url')
  event.cookies.set(cookie, value, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: undoSeconds })
}

export function forgetDecision(event: { cookies: Cookies }): void {
  event.cookies.delete(cookie, { path: '/' })
}

/** What can be taken back now; a cookie that we did not write says nothing. The operation itself decides again. */
export function undoable(event: { cookies: Cookies }): Undoable | null {
  const value = event.cookies.get(cookie)
  if (value === undefined) return null
  try {
    const read = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Partial<Undoable> | null
    if (!Array.isArray(read?.cases) || typeof read.text !== 'string' || typeof read.until !== 'string')
      return null
    const cases = read.cases.flatMap((one) => readCase(`${one?.source}:${one?.id}`) ?? [])
    return cases.length > 0 && Date.parse(read.until) > Date.now()
      ? { cases, text: read.text, until: read.until }
      : null
  } catch {
    return null
  }
}

/** `pendaftaran:0197…` as a form sends a chosen case. */
export function readCase(text: string): { source: SourceName; id: string } | undefined {
  const [source = '', id = ''] = text.split(':')
  return isSource(source) && /^[0-9a-f-]{36}$/.test(id) ? { source, id } : undefined
}
