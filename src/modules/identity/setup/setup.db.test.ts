import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { openTestIdentity, origin, signInByPassword, visit } from '../../../../tests/support/identity.ts'
import { setUpCode } from './code.server.ts'
import { readSetUp, setUp } from './operations.server.ts'

const database = await testDatabase()
await openTestIdentity(database)

const person = (email: string) => ({
  name: 'Rahmat',
  email,
  newPassword: 'gerobak-biru-hujan-sore',
  address: origin.address,
})
const start = (email: string, code: string) =>
  execute(setUp, { ...person(email), setUpCode: code }, visit(database))

describe('a new installation', () => {
  test('is set up only with the code of its log', async () => {
    expect(await execute(readSetUp, {}, visit(database))).toEqual({ done: false })
    await expect(start('penyusup@contoh.id', 'AAAABBBBCCCC')).rejects.toMatchObject({
      info: { fields: [{ path: 'setUpCode', key: 'identity_field_setup_code' }] },
    })
    expect(await execute(readSetUp, {}, visit(database))).toEqual({ done: false })
  })

  test('guesses at the code are counted', async () => {
    for (let tries = 0; tries < 10; tries++)
      await start('penyusup@contoh.id', 'AAAABBBBCCCC').catch(() => undefined)
    await expect(start('penyusup@contoh.id', setUpCode())).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('of five who set it up at once one becomes administrator; then the page is closed', async () => {
    const attempts = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((who) => start(`admin${who}@contoh.id`, setUpCode().toLowerCase())),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await execute(readSetUp, {}, visit(database))).toEqual({ done: true })
    await expect(start('lagi@contoh.id', setUpCode())).rejects.toMatchObject({ code: 'not_found' })
    const { rows } = await database.owner.query('select email from identity.account')
    expect(await signInByPassword(database, rows[0].email, 'gerobak-biru-hujan-sore')).toMatchObject({
      outcome: 'signed_in',
    })
  })
})
