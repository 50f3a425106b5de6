import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { callAs } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import {
  makeStaff,
  openTestIdentity,
  origin,
  staffPassword as password,
  signedInStaff,
  signInByPassword,
  visit,
} from '../../../../tests/support/identity.ts'
import { actorOfToken } from '../actor.server.ts'
import { later } from '../sign-in/rules.ts'
import {
  changePassword,
  readPasswordLink,
  requestPasswordLink,
  setPasswordByLink,
} from './password-operations.server.ts'

const database = await testDatabase()
await openTestIdentity(database)

describe('a password', () => {
  test('signs in, without a second factor', async () => {
    const { email, id } = await makeStaff(database)
    const { actor } = await signedInStaff(database, email.toUpperCase())
    expect(actor).toMatchObject({ accountId: id, secondFactor: false })
  })

  test('that is wrong and an address that nobody has are told alike', async () => {
    const { email } = await makeStaff(database)
    const wrong = { outcome: 'wrong', triesLeft: null }
    expect(await signInByPassword(database, email, 'salah-semua-ini')).toEqual(wrong)
    expect(await signInByPassword(database, 'tidak.ada@contoh.id', 'salah-semua-ini')).toEqual(wrong)
  })

  test('is locked for a while after five wrong tries from one place, and not for others', async () => {
    const { email } = await makeStaff(database)
    for (let tries = 0; tries < 5; tries++) await signInByPassword(database, email, 'salah-semua-ini')
    await expect(signInByPassword(database, email, password)).rejects.toMatchObject({ code: 'rate_limited' })
    const { email: other } = await makeStaff(database)
    expect(await signInByPassword(database, other, password)).toMatchObject({ outcome: 'signed_in' })
  })

  test('that was right at last forgives the tries before it', async () => {
    const { email } = await makeStaff(database)
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 4; tries++) await signInByPassword(database, email, 'salah-semua-ini')
      expect(await signInByPassword(database, email, password)).toMatchObject({ outcome: 'signed_in' })
    }
  })

  test('wrong tries are in the audit though nobody was signed in', async () => {
    const { email, id } = await makeStaff(database)
    await signInByPassword(database, email, 'salah-semua-ini')
    const { rows } = await database.owner.query(
      `select changes from kernel.audit_entry where operation = 'identity.sign_in' and subject_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ changes: { outcome: 'wrong' } }])
  })

  test('of a disabled account opens nothing', async () => {
    const { email, id } = await makeStaff(database)
    await database.owner.query('update identity.account set disabled_at = now() where id = $1', [id])
    expect(await signInByPassword(database, email, password)).toEqual({ outcome: 'disabled' })
  })

  test('can be changed by who knows it; other browsers are signed out, this one stays', async () => {
    const { email } = await makeStaff(database)
    const [here, there] = [await signedInStaff(database, email), await signedInStaff(database, email)]
    const call = callAs(database.app, here.actor, { via: 'form' })
    const next = 'pasar-hujan-gerobak-senja'
    await expect(
      execute(changePassword, { currentPassword: 'bukan-ini', newPassword: next }, call),
    ).rejects.toMatchObject({ info: { fields: [{ path: 'currentPassword' }] } })
    await execute(changePassword, { currentPassword: password, newPassword: next }, call)
    expect(await actorOfToken(database.app, here.token)).toMatchObject({ kind: 'account' })
    expect(await actorOfToken(database.app, there.token)).toMatchObject({ kind: 'anonymous' })
    expect(await signInByPassword(database, email, next)).toMatchObject({ outcome: 'signed_in' })
  })

  test.each([
    ['short', 'Ab1!xyz', 'identity_field_password_short'],
    ['a common word', 'selamatpagi', 'identity_field_password_weak'],
    ['a name and a year', 'Surakarta2026', 'identity_field_password_weak'],
    ['a keyboard row', 'qwertyuiop12', 'identity_field_password_weak'],
  ])('that is %s is refused', async (_, newPassword, key) => {
    const { email } = await makeStaff(database)
    const { actor } = await signedInStaff(database, email)
    const call = callAs(database.app, actor, { via: 'form' })
    await expect(
      execute(changePassword, { currentPassword: password, newPassword }, call),
    ).rejects.toMatchObject({
      info: { fields: [{ path: 'newPassword', key }] },
    })
  })
})

describe('a link to set a password', () => {
  async function linkTo(email: string) {
    await execute(requestPasswordLink, { email, address: origin.address }, visit(database))
    const { rows } = await database.owner.query(
      'select body from kernel.message where recipient = $1 order by id desc limit 1',
      [email],
    )
    const query = new URL(/https?:\S+/.exec(rows[0]?.body ?? '')?.[0] ?? 'http://tidak.ada').searchParams
    return { accountId: query.get('a') ?? '', expires: query.get('e') ?? '', token: query.get('t') ?? '' }
  }
  const set = (
    link: Awaited<ReturnType<typeof linkTo>>,
    newPassword: string,
    now = new Date().toISOString(),
  ) => execute(setPasswordByLink, { ...link, newPassword, address: origin.address }, visit(database, { now }))

  test('sets it once, and signs every browser out', async () => {
    const { email } = await makeStaff(database)
    const { token } = await signedInStaff(database, email)
    const link = await linkTo(email)
    expect(await execute(readPasswordLink, link, visit(database))).toEqual({ email })
    await set(link, 'gerobak-biru-hujan-sore')
    expect(await actorOfToken(database.app, token)).toMatchObject({ kind: 'anonymous' })
    await expect(set(link, 'gerobak-hijau-hujan-pagi')).rejects.toMatchObject({ key: 'identity_link_over' })
    expect(await signInByPassword(database, email, 'gerobak-biru-hujan-sore')).toMatchObject({
      outcome: 'signed_in',
    })
  })

  test('used twice at once works once', async () => {
    const { email } = await makeStaff(database)
    const link = await linkTo(email)
    const results = await Promise.allSettled(
      ['gerobak-biru-hujan-sore', 'gerobak-hijau-hujan-pagi'].map((next) => set(link, next)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is over after an hour, and worth nothing when changed', async () => {
    const { email } = await makeStaff(database)
    const link = await linkTo(email)
    await expect(
      set(link, 'gerobak-biru-hujan-sore', later(new Date().toISOString(), 3700)),
    ).rejects.toMatchObject({ code: 'not_found' })
    const longer = { ...link, expires: String(Number(link.expires) + 9999) }
    await expect(set(longer, 'gerobak-biru-hujan-sore')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not sent to an address that nobody has, and the answer does not say so', async () => {
    const email = 'orang.asing@contoh.id'
    expect(await execute(requestPasswordLink, { email, address: origin.address }, visit(database))).toEqual({
      email,
    })
    expect(
      (await database.owner.query('select from kernel.message where recipient = $1', [email])).rowCount,
    ).toBe(0)
  })
})
