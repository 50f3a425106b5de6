import type { Pool } from 'pg'
import { type Actor, anonymous, type Grant } from '#kernel/actor.ts'
import { appPool } from '#platform/database/app-pool.ts'
import { log } from '#platform/log.ts'
import { identity } from './auth.server.ts'
import { tokenIn } from './cookie.server.ts'
import { resolveKey } from './keys/verify.server.ts'

interface SessionRow {
  session_id: string
  account_id: string
  name: string
  second_factor: boolean
  second_factor_due: boolean
  aged: boolean
  grants: Grant[]
}

/**
 * Who asks: the owner of the API key in `authorization: Bearer bdy_…`, or of the session in the cookie, or a visitor.
 * @throws Fault `unauthenticated` for a key that does not hold: a program should learn that, not act as a visitor.
 */
export async function resolveActor(headers: Headers): Promise<Actor> {
  const authorization = headers.get('authorization')
  if (authorization?.startsWith('Bearer ')) return resolveKey(appPool(), authorization.slice(7).trim())
  return resolveSession(headers)
}

/** Who asks for a page: the owner of the session in the cookie, or a visitor. Always asked of the database: signing out holds at once. */
export async function resolveSession(headers: Headers): Promise<Actor> {
  const cookies = headers.get('cookie')
  const token = cookies === null ? null : tokenIn(cookies, identity().secure)
  return token === null ? anonymous : actorOfToken(appPool(), token)
}

export async function actorOfToken(pool: Pool, token: string): Promise<Actor> {
  const { rows } = await pool.query<SessionRow>({
    name: 'identity.resolve_session',
    text: 'select * from identity.resolve_session($1)',
    values: [token],
  })
  const [found] = rows
  // The password alone opens nothing where a second factor was set up.
  if (!found || found.second_factor_due) return anonymous
  if (found.aged) noteSession(pool, found.session_id)
  return {
    kind: 'account',
    accountId: found.account_id,
    name: found.name,
    grants: found.grants,
    keyScopes: null,
    secondFactor: found.second_factor,
    sessionId: found.session_id,
  }
}

/** Nobody waits for it, and a request more or less changes nothing. */
function noteSession(pool: Pool, sessionId: string) {
  pool
    .query('select identity.note_session($1)', [sessionId])
    .catch((error: unknown) => log.warn({ err: error }, 'session not noted'))
}
