import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { callAs } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import {
  giveRole,
  makeAccount,
  makeStaff,
  openTestIdentity,
  signedInStaff,
  signInByPassword,
  staffPassword,
} from '../../../../tests/support/identity.ts'
import { actorOfToken } from '../actor.server.ts'
import { actorOf } from '../provision.server.ts'
import {
  closeAccount,
  createAccount,
  invite,
  readAccount,
  readAccounts,
  reopenAccount,
  resetSecondFactor,
  setAccountPassword,
} from './admin-operations.server.ts'

const database = await testDatabase()
await openTestIdentity(database)

const call = (actor: Actor) => callAs(database.app, actor)

async function administrator(region: string) {
  const { id } = await makeStaff(database)
  await giveRole(database, { accountId: id, role: 'administrator', region })
  return actorOf(database.app, id)
}
async function officer(region: string) {
  const staff = await makeStaff(database)
  await giveRole(database, { accountId: staff.id, role: 'officer', region })
  return staff
}

describe('the list of accounts', () => {
  test('shows an administrator who holds a role in their region, and nobody else', async () => {
    const city = await administrator('33.72')
    const [inside, outside, resident] = [
      await officer('33.72.05'),
      await officer('33.73'),
      await makeAccount(database, { name: 'Warga', phone: '+6281200011101' }),
    ]
    const { items } = await execute(readAccounts, { limit: 100 }, call(city))
    const ids = items.map(({ id }) => id)
    expect(ids).toContain(inside.id)
    expect(ids).not.toContain(outside.id)
    expect(ids).not.toContain(resident.id)
  })

  test('finds by part of a name, of an address and of a number, and hides the number', async () => {
    const nation = await administrator('')
    const { id } = await makeAccount(database, { name: 'Kartini Wulandari', phone: '+6281255544433' })
    for (const q of ['wulan', 'KARTINI', '0812-5554', '55544433']) {
      const { items } = await execute(readAccounts, { q }, call(nation))
      expect(items).toMatchObject([{ id, phone: '0812-••••-•433' }])
    }
    expect((await execute(readAccounts, { q: '100%_\\' }, call(nation))).items).toEqual([])
  })

  test('goes on page by page without repeating or skipping', async () => {
    const nation = await administrator('')
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await execute(readAccounts, { limit: 3, after }, call(nation))
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    const { rows } = await database.owner.query('select count(*) as all from identity.account')
    expect(new Set(seen).size).toBe(Number(rows[0].all))
    expect(seen).toHaveLength(new Set(seen).size)
  })

  test('is refused to officers and visitors', async () => {
    const { id } = await officer('33.72')
    await expect(execute(readAccounts, {}, call(await actorOf(database.app, id)))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('looking after an account', () => {
  test('closing it ends its sessions at once and keeps it out until it is opened again', async () => {
    const city = await administrator('33.72')
    const staff = await officer('33.72.05')
    const { token } = await signedInStaff(database, staff.email)
    const closed = await execute(closeAccount, { accountId: staff.id, reason: 'pindah tugas' }, call(city))
    expect(closed).toMatchObject({ disabledReason: 'pindah tugas', sessions: 0 })
    expect(await actorOfToken(database.app, token)).toMatchObject({ kind: 'anonymous' })
    expect(await signInByPassword(database, staff.email, staffPassword)).toEqual({ outcome: 'disabled' })
    await execute(reopenAccount, { accountId: staff.id }, call(city))
    expect(await signInByPassword(database, staff.email, staffPassword)).toMatchObject({
      outcome: 'signed_in',
    })
  })

  test('is not for who administers only a part of where it holds roles', async () => {
    const city = await administrator('33.72')
    const staff = await officer('33.72.05')
    await giveRole(database, { accountId: staff.id, role: 'head', region: '33.73' })
    expect(await execute(readAccount, { accountId: staff.id }, call(city))).toMatchObject({
      mayManage: false,
    })
    await expect(
      execute(closeAccount, { accountId: staff.id, reason: 'iseng saja' }, call(city)),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('of somebody with more power is refused as if it were not there', async () => {
    const city = await administrator('33.72')
    const province = await administrator('33')
    await expect(
      execute(closeAccount, { accountId: province.accountId ?? '', reason: 'kudeta kecil' }, call(city)),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      execute(readAccount, { accountId: province.accountId ?? '' }, call(city)),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('nobody closes their own account, or forgets their own authenticator for others’ reasons', async () => {
    const city = await administrator('33.72')
    const own = { accountId: city.accountId ?? '', reason: 'lelah sekali' }
    await expect(execute(closeAccount, own, call(city))).rejects.toMatchObject({
      key: 'identity_not_oneself',
    })
    await expect(execute(resetSecondFactor, own, call(city))).rejects.toMatchObject({
      key: 'identity_not_oneself',
    })
  })

  test('a password is set by its owner only: administrators send a link', async () => {
    const city = await administrator('33.72')
    const staff = await officer('33.72.05')
    const set = { accountId: staff.id, newPassword: 'sawah-hijau-kereta-malam' }
    await expect(execute(setAccountPassword, set, call(city))).rejects.toMatchObject({ code: 'forbidden' })
    expect(await execute(invite, { accountId: staff.id }, call(city))).toEqual({
      id: staff.id,
      email: staff.email,
    })
  })
})

describe('making an account', () => {
  test('with a first role invites the colleague by e-mail', async () => {
    const city = await administrator('33.72')
    const email = 'lurah.baru@contoh.id'
    const made = await execute(
      createAccount,
      { name: 'Sri Lestari', email: 'Lurah.Baru@contoh.id', role: 'head', region: '33.72.05.1010' },
      call(city),
    )
    expect(made).toMatchObject({ name: 'Sri Lestari', invited: true })
    expect((await actorOf(database.app, made.id)).grants).toMatchObject([
      { role: 'head', region: '33.72.05.1010' },
    ])
    const { rows } = await database.owner.query(
      'select template, body from kernel.message where recipient = $1',
      [email],
    )
    expect(rows).toMatchObject([
      { template: 'identity.invitation', body: expect.stringContaining('/masuk/sandi?a=') },
    ])
  })

  test.each([
    [
      'a role beyond one’s own',
      { name: 'Ani', email: 'ani@contoh.id', role: 'head', region: '33' } as const,
      { code: 'forbidden' },
    ],
    ['no way to sign in', { name: 'Ani' }, { info: { fields: [{ path: 'email' }] } }],
    [
      'a role without a region',
      { name: 'Ani', email: 'ani@contoh.id', role: 'head' } as const,
      { info: { fields: [{ path: 'region' }] } },
    ],
  ])('with %s is refused, and nothing is made', async (_, account, refusal) => {
    const city = await administrator('33.72')
    await expect(execute(createAccount, account, call(city))).rejects.toMatchObject(refusal)
    expect(
      (await database.owner.query(`select from identity.account where email = 'ani@contoh.id'`)).rowCount,
    ).toBe(0)
  })

  test('with an address that is taken is told at the field', async () => {
    const city = await administrator('33.72')
    const { email } = await makeStaff(database)
    await expect(execute(createAccount, { name: 'Kembar', email }, call(city))).rejects.toMatchObject({
      info: { fields: [{ path: 'email', key: 'identity_account_taken' }] },
    })
  })
})
