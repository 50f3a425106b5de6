import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { restAdapter } from '#kernel/rest.server.ts'
import { callAs } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { giveRole, makeAccount, openTestIdentity } from '../../../../tests/support/identity.ts'
import { resolveActor } from '../actor.server.ts'
import { identityOperations } from '../operations.server.ts'
import { actorOf } from '../provision.server.ts'
import { createKey, listOwnKeys, revokeOwnKey } from './operations.server.ts'
import type { keyScopes } from './schema.ts'
import { newKey } from './secret.server.ts'
import { forgetKeysOf, resolveKey } from './verify.server.ts'

const database = await testDatabase()
await openTestIdentity(database)

const ask = restAdapter({
  operations: identityOperations,
  pool: () => database.app,
  resolveActor,
  onChanged: () => undefined,
  onInternal: (error) => {
    throw error
  },
  document: () => '',
})
const rest = async (key: string, method: string, path: string, body = '') => {
  const headers = new Headers({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
  const answer = await ask({ method, path, query: new URLSearchParams(), headers, body: async () => body })
  return { status: answer.status, ...JSON.parse(answer.body) }
}

let number = 0
async function officer() {
  const { id } = await makeAccount(database, {
    name: `Petugas ${++number}`,
    email: `kunci${number}@contoh.id`,
  })
  await giveRole(database, { accountId: id, role: 'officer', region: '33.72' })
  return { id, actor: await actorOf(database.app, id) }
}

async function keyOf(
  actor: Awaited<ReturnType<typeof officer>>['actor'],
  scopes: (typeof keyScopes)[number][],
  months: '1' | '12' = '1',
) {
  const { key, hash, start } = newKey()
  const made = await execute(
    createKey,
    { name: 'Kalender situs', scopes, months, hash, start },
    callAs(database.app, actor),
  )
  return { key, id: made.id }
}

describe('an API key', () => {
  test('acts as its owner, within its scopes', async () => {
    const { id, actor } = await officer()
    const { key } = await keyOf(actor, ['identity:read', 'space:write'])
    expect(await rest(key, 'GET', '/me')).toMatchObject({
      status: 200,
      id,
      grants: [{ role: 'officer', region: '33.72' }],
    })
    const { key: narrow } = await keyOf(actor, ['space:read'])
    expect(await rest(narrow, 'GET', '/me')).toMatchObject({ status: 403, code: 'forbidden' })
  })

  test('never changes accounts, roles or keys: there is no scope for it', async () => {
    const { actor } = await officer()
    const { key, id } = await keyOf(actor, ['identity:read', 'space:write', 'registry:write'])
    expect(await rest(key, 'PATCH', '/me', '{"name":"Lain","locale":"id"}')).toMatchObject({ status: 403 })
    expect(await rest(key, 'DELETE', `/me/keys/${id}`)).toMatchObject({ status: 403 })
    expect(await rest(key, 'POST', '/roles', '{"contact":"x@y.id","role":"head","region":""}')).toMatchObject(
      { status: 403 },
    )
    const { hash, start } = newKey()
    const wide = { name: 'Kunci luas', scopes: ['identity:write'], months: '1', hash, start } as never
    await expect(execute(createKey, wide, callAs(database.app, actor))).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('is nowhere in clear: not in its table, not in kept answers, not in the audit', async () => {
    const { actor } = await officer()
    const { key } = await keyOf(actor, ['space:read'])
    for (const table of ['identity.api_key', 'kernel.idempotency_key', 'kernel.audit_entry']) {
      const { rows } = await database.owner.query(`select t::text as row from ${table} t`)
      expect(rows.some(({ row }) => row.includes(key.slice(12)))).toBe(false)
    }
  })

  test('stops at once when it is revoked, also within the seconds it is remembered', async () => {
    const { actor } = await officer()
    const { key, id } = await keyOf(actor, ['identity:read'])
    expect(await rest(key, 'GET', '/me')).toMatchObject({ status: 200 })
    await execute(revokeOwnKey, { keyId: id }, callAs(database.app, actor))
    expect(await rest(key, 'GET', '/me')).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect((await execute(listOwnKeys, {}, callAs(database.app, actor))).items[0]?.revokedAt).not.toBeNull()
  })

  test('revoked by another process stops within five seconds', async () => {
    const { actor } = await officer()
    const { key, id } = await keyOf(actor, ['identity:read'])
    const now = Date.now()
    await resolveKey(database.app, key, now)
    await database.owner.query('update identity.api_key set revoked_at = now() where id = $1', [id])
    await expect(resolveKey(database.app, key, now + 4_999)).resolves.toMatchObject({ kind: 'key' })
    await expect(resolveKey(database.app, key, now + 5_001)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('is only its owner’s to see and to revoke', async () => {
    const [mine, theirs] = [await officer(), await officer()]
    const { id } = await keyOf(mine.actor, ['space:read'])
    await expect(
      execute(revokeOwnKey, { keyId: id }, callAs(database.app, theirs.actor)),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect((await execute(listOwnKeys, {}, callAs(database.app, theirs.actor))).items).toEqual([])
  })

  test('of a disabled account, or past its end, is refused', async () => {
    const { id, actor } = await officer()
    const { key, id: keyId } = await keyOf(actor, ['identity:read'])
    await database.owner.query(
      `update identity.api_key set expires_at = now() - interval '1 second' where id = $1`,
      [keyId],
    )
    await expect(resolveKey(database.app, key)).rejects.toMatchObject({ code: 'unauthenticated' })
    const { key: second } = await keyOf(actor, ['identity:read'])
    await database.owner.query('update identity.account set disabled_at = now() where id = $1', [id])
    forgetKeysOf(id)
    await expect(resolveKey(database.app, second)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test.each(['', 'bdy_', 'bdy_kurang', `bdy_${'a'.repeat(43)}`, `BDY_${'a'.repeat(43)}`, "bdy_' or true --"])(
    '%j is none',
    async (key) => {
      expect(await rest(key, 'GET', '/me')).toMatchObject({ status: 401, code: 'unauthenticated' })
    },
  )

  test('is not for residents', async () => {
    const { id } = await makeAccount(database, { name: 'Siti', phone: '+6281200099901' })
    await expect(keyOf(await actorOf(database.app, id), ['space:read'])).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('costs one query in five seconds, however often it is used', async () => {
    const { actor } = await officer()
    const { key } = await keyOf(actor, ['space:read'])
    let queries = 0
    const counting = new Proxy(database.app, {
      get: (pool, name) => {
        if (name === 'query') queries++
        return Reflect.get(pool, name)
      },
    })
    const now = Date.now()
    for (let asked = 0; asked < 1000; asked++) await resolveKey(counting, key, now + asked)
    // The second notes when the key was used.
    expect(queries).toBeLessThanOrEqual(2)
  })
})
