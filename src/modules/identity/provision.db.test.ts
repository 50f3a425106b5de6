import { describe, expect, test } from 'vitest'
import { text } from '#platform/database/query.ts'
import { type Claims, type Database, transaction } from '#platform/database/transaction.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { actorOf, provisionAccount, provisionRole } from './provision.server.ts'

const database = await testDatabase()
const visitor: Claims = { actorId: null, scopes: [], organisations: [], system: false }
const write = <Result>(work: (db: Database) => Promise<Result>, claims = visitor) =>
  transaction(database.app, claims, 'write', async (db) => ({ result: await work(db) }))

describe('provisioning', () => {
  test('an account with a role acts with that role, both factors given', async () => {
    const { id } = await write((db) =>
      provisionAccount(db, {
        name: 'Sri Wahyuni',
        email: 'sri@contoh.id',
        password: 'kembang-desa-empat-puluh',
      }),
    )
    await write((db) => provisionRole(db, { accountId: id, role: 'officer', region: '33.72.05.1010' }))
    expect(await actorOf(database.app, id)).toEqual({
      kind: 'account',
      accountId: id,
      name: 'Sri Wahyuni',
      grants: [{ role: 'officer', region: '33.72.05.1010', organisationId: null, onBehalfOf: null }],
      keyScopes: null,
      secondFactor: true,
      sessionId: null,
    })
  })

  test('one phone number is one account', async () => {
    await write((db) => provisionAccount(db, { name: 'Siti', phone: '+6281234567001' }))
    await expect(
      write((db) => provisionAccount(db, { name: 'Budi', phone: '+6281234567001' })),
    ).rejects.toMatchObject({
      code: 'conflict',
      key: 'identity_account_taken',
    })
  })

  test('without the gate the application sees no account, no password and no session', async () => {
    for (const table of [
      'account',
      'credential',
      'session',
      'second_factor',
      'recovery_code',
      'code_challenge',
      'api_key',
    ])
      expect(await write((db) => db.many(text(`select * from identity.${table}`)))).toEqual([])
  })
})
