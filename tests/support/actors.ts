import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { type Actor, anonymous, type Grant, type Role } from '../../src/kernel/actor.ts'
import type { Call } from '../../src/kernel/execute.server.ts'

/** A signed-in person; with roles, staff who gave their second factor. */
export function person(grants: Grant[] = [], more: Partial<Actor> = {}): Actor {
  const accountId = randomUUID()
  return {
    ...anonymous,
    kind: 'account',
    accountId,
    name: 'Uji',
    grants,
    secondFactor: grants.length > 0,
    ...more,
  }
}

export const grant = (role: Role, region: string): Grant => ({ role, region, organisationId: null })

/** Somebody who holds one role over a region. */
export const staff = (role: Role, region: string, more: Partial<Actor> = {}): Actor =>
  person([grant(role, region)], more)

/** What the holder of a key may do: what its owner may, as far as the scopes go. */
export const keyOf = (owner: Actor, ...scopes: string[]): Actor => ({
  ...owner,
  kind: 'key',
  keyScopes: scopes,
  secondFactor: false,
})

/** One call of an operation as this actor. */
export const callAs = (pool: Pool, actor: Actor, more: Partial<Call> = {}): Call => ({
  pool,
  actor,
  locale: 'id',
  requestId: 'test',
  via: 'rest',
  now: new Date().toISOString(),
  ...more,
})
