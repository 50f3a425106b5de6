import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { callAs } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { giveRole, makeAccount, openTestIdentity } from '../../../../tests/support/identity.ts'
import { delegate, endDelegation, readDelegations, readPosts } from '../delegations/operations.server.ts'
import { actorOf } from '../provision.server.ts'
import { grantRole, listRoles, revokeRole } from './operations.server.ts'

const database = await testDatabase()
await openTestIdentity(database)

const call = (actor: Actor) => callAs(database.app, actor)
let number = 0

/** A colleague with these roles over regions. */
async function colleague(...held: [role: 'officer' | 'head' | 'administrator', region: string][]) {
  const email = `rekan${++number}@contoh.id`
  const { id } = await makeAccount(database, { name: `Rekan ${number}`, email })
  for (const [role, region] of held) await giveRole(database, { accountId: id, role, region })
  return { id, email, actor: await actorOf(database.app, id) }
}

const day = (offset: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(Date.now() + offset * 86_400_000)
const grantsOf = async (id: string) => (await actorOf(database.app, id)).grants

beforeAll(async () => {
  await database.owner.query(`
    insert into region.region (code, level, kind, parent_code, name, full_name, zone, name_key, search_key)
    select code, level, kind, parent, name, name, 'Asia/Jakarta', lower(name), lower(name) from (values
      ('33', 1, 'provinsi', null, 'Jawa Tengah'), ('33.72', 2, 'kota', '33', 'Kota Surakarta'),
      ('33.72.05', 3, 'kecamatan', '33.72', 'Banjarsari'), ('33.72.05.1010', 4, 'kelurahan', '33.72.05', 'Mangkubumen'),
      ('33.73', 2, 'kota', '33', 'Kota Salatiga')) r(code, level, kind, parent, name)
    on conflict do nothing`)
})

describe('giving a role', () => {
  test('lets its holder act there from today on, and the audit tells who gave it', async () => {
    const [city, officer] = [await colleague(['administrator', '33.72']), await colleague()]
    const held = await execute(
      grantRole,
      { contact: officer.email, role: 'officer', region: '33.72.05.1010' },
      call(city.actor),
    )
    expect(held).toMatchObject({
      state: 'active',
      regionName: 'Kelurahan Mangkubumen',
      grantedBy: city.actor.name,
    })
    expect(await grantsOf(officer.id)).toEqual([
      { role: 'officer', region: '33.72.05.1010', organisationId: null, onBehalfOf: null },
    ])
    const { rows } = await database.owner.query(
      `select actor_id, region_code, changes ->> 'role' as role from kernel.audit_entry
       where operation = 'identity.grant_role' and subject_id = $1`,
      [officer.id],
    )
    expect(rows).toEqual([{ actor_id: city.id, region_code: '33.72.05.1010', role: 'officer' }])
  })

  test.each(['', '33', '33.73'])('over %j is refused to who administers only 33.72', async (region) => {
    const [city, officer] = [await colleague(['administrator', '33.72']), await colleague()]
    await expect(
      execute(grantRole, { contact: officer.email, role: 'officer', region }, call(city.actor)),
    ).rejects.toMatchObject({ code: 'forbidden' })
    expect(await grantsOf(officer.id)).toEqual([])
  })

  test('needs the second factor', async () => {
    const [city, officer] = [await colleague(['administrator', '33.72']), await colleague()]
    const weak = { ...city.actor, secondFactor: false }
    await expect(
      execute(grantRole, { contact: officer.email, role: 'officer', region: '33.72' }, call(weak)),
    ).rejects.toMatchObject({ key: 'kernel_second_factor' })
  })

  test('holds only between its days', async () => {
    const [city, officer] = [await colleague(['administrator', '33.72']), await colleague()]
    const give = (role: 'officer' | 'manager' | 'head', startsOn: string, endsOn?: string) =>
      execute(
        grantRole,
        { contact: officer.email, role, region: '33.72', startsOn, endsOn },
        call(city.actor),
      )
    await give('officer', day(-10), day(-1))
    await give('manager', day(1))
    await give('head', day(0), day(0))
    expect((await grantsOf(officer.id)).map(({ role }) => role)).toEqual(['head'])
  })

  test('twice for the same days is told at the field', async () => {
    const [city, officer] = [await colleague(['administrator', '33.72']), await colleague()]
    const give = () =>
      execute(grantRole, { contact: officer.email, role: 'officer', region: '33.72' }, call(city.actor))
    await give()
    await expect(give()).rejects.toMatchObject({
      info: { fields: [{ path: 'role', key: 'identity_role_there' }] },
    })
  })

  test('to nobody, or in a region that is none, is told at the field', async () => {
    const { actor } = await colleague(['administrator', ''])
    await expect(
      execute(grantRole, { contact: 'tidak.ada@contoh.id', role: 'officer', region: '33' }, call(actor)),
    ).rejects.toMatchObject({ info: { fields: [{ path: 'contact' }] } })
    await expect(
      execute(grantRole, { contact: 'tidak.ada@contoh.id', role: 'officer', region: '99.99' }, call(actor)),
    ).rejects.toMatchObject({ info: { fields: [{ path: 'region' }] } })
  })

  test('taken away again holds at once; who administers elsewhere does not even see it', async () => {
    const [city, other, officer] = [
      await colleague(['administrator', '33.72']),
      await colleague(['administrator', '33.73']),
      await colleague(),
    ]
    const { id } = await execute(
      grantRole,
      { contact: officer.email, role: 'officer', region: '33.72' },
      call(city.actor),
    )
    const revocation = { assignmentId: id, reason: 'pindah tugas' }
    await expect(execute(revokeRole, revocation, call(other.actor))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await execute(revokeRole, revocation, call(city.actor))).toMatchObject({ state: 'revoked' })
    expect(await grantsOf(officer.id)).toEqual([])
    await expect(execute(revokeRole, revocation, call(city.actor))).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('the list shows what lies in one’s own scope only', async () => {
    const city = await colleague(['administrator', '33.73'])
    const [inside, outside] = [await colleague(['officer', '33.73']), await colleague(['officer', '33.72'])]
    const { items } = await execute(listRoles, { limit: 100 }, call(city.actor))
    expect(items.map(({ accountId }) => accountId)).toContain(inside.id)
    expect(items.map(({ accountId }) => accountId)).not.toContain(outside.id)
  })

  test('row-level security alone hides roles and accounts of other regions', async () => {
    const [city, outside] = [
      await colleague(['administrator', '33.73']),
      await colleague(['officer', '33.72']),
    ]
    const seen = await transaction(database.app, claimsOf(city.actor), 'read', async (db) => ({
      result: {
        roles: await db.many(
          text('select from identity.role_assignment where account_id = $1', [outside.id]),
        ),
        accounts: await db.many(text('select from identity.account where id = $1', [outside.id])),
      },
    }))
    expect(seen).toEqual({ roles: [], accounts: [] })
  })
})

describe('standing in for somebody', () => {
  const post = async (actor: Actor) =>
    (await execute(readPosts, {}, call(actor))).items[0]?.assignmentId ?? ''
  const during = (from: number, to: number) => ({
    startsOn: day(from),
    endsOn: day(to),
    decree: '800/12/2026',
  })

  test('gives the role on its days, with the name of whose it is', async () => {
    const [head, deputy] = [await colleague(['head', '33.72.05.1010']), await colleague()]
    const assignmentId = await post(head.actor)
    await execute(
      delegate,
      { assignmentId, contact: deputy.email, kind: 'plh', ...during(0, 3) },
      call(head.actor),
    )
    expect(await grantsOf(deputy.id)).toEqual([
      {
        role: 'head',
        region: '33.72.05.1010',
        organisationId: null,
        onBehalfOf: { accountId: head.id, name: head.actor.name, kind: 'plh' },
      },
    ])
  })

  test('does nothing before its first and after its last day', async () => {
    const [head, early, late] = [await colleague(['head', '33.72']), await colleague(), await colleague()]
    const assignmentId = await post(head.actor)
    await execute(
      delegate,
      { assignmentId, contact: early.email, kind: 'plh', ...during(-5, -1) },
      call(head.actor),
    )
    await execute(
      delegate,
      { assignmentId, contact: late.email, kind: 'plh', ...during(1, 5) },
      call(head.actor),
    )
    expect([...(await grantsOf(early.id)), ...(await grantsOf(late.id))]).toEqual([])
  })

  test('ends with the term for Plh., and outlives it for Plt.', async () => {
    const admin = await colleague(['administrator', '33.72'])
    const kinds = await Promise.all(
      (['plh', 'plt'] as const).map(async (kind) => {
        const [head, deputy] = [await colleague(), await colleague()]
        const { id } = await giveRole(database, {
          accountId: head.id,
          role: 'head',
          region: '33.72.05',
          startsOn: day(-9),
          endsOn: day(-1),
        })
        await execute(
          delegate,
          { assignmentId: id, contact: deputy.email, kind, ...during(0, 9) },
          call(admin.actor),
        )
        return (await grantsOf(deputy.id)).length
      }),
    )
    expect(kinds).toEqual([0, 1])
  })

  test('cannot be handed on', async () => {
    const [head, deputy, third] = [await colleague(['head', '33.72']), await colleague(), await colleague()]
    const assignmentId = await post(head.actor)
    await execute(
      delegate,
      { assignmentId, contact: deputy.email, kind: 'plh', ...during(0, 3) },
      call(head.actor),
    )
    const acting = await actorOf(database.app, deputy.id)
    await expect(
      execute(delegate, { assignmentId, contact: third.email, kind: 'plh', ...during(4, 5) }, call(acting)),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is one person’s at a time, never one’s own, and at most a year', async () => {
    const [head, deputy, third] = [await colleague(['head', '33.72']), await colleague(), await colleague()]
    const assignmentId = await post(head.actor)
    const name = (contact: string, from: number, to: number) =>
      execute(delegate, { assignmentId, contact, kind: 'plh', ...during(from, to) }, call(head.actor))
    await name(deputy.email, 0, 3)
    await expect(name(third.email, 3, 5)).rejects.toMatchObject({
      info: { fields: [{ key: 'identity_delegation_there' }] },
    })
    await expect(name(head.email, 10, 12)).rejects.toMatchObject({
      info: { fields: [{ key: 'identity_field_delegate_self' }] },
    })
    await expect(name(third.email, 10, 500)).rejects.toMatchObject({
      info: { fields: [{ key: 'identity_field_delegation_long' }] },
    })
  })

  test('ends at once when it is ended; both names saw it in their lists', async () => {
    const [head, deputy] = [await colleague(['head', '33.72']), await colleague(['head', '33.73'])]
    const assignmentId = await post(head.actor)
    const { id } = await execute(
      delegate,
      { assignmentId, contact: deputy.email, kind: 'plh', ...during(0, 3) },
      call(head.actor),
    )
    for (const { actor } of [head, deputy])
      expect((await execute(readDelegations, {}, call(actor))).items.map((row) => row.id)).toContain(id)
    expect(await execute(endDelegation, { delegationId: id }, call(head.actor))).toMatchObject({
      state: 'revoked',
    })
    expect((await grantsOf(deputy.id)).filter(({ onBehalfOf }) => onBehalfOf)).toEqual([])
  })
})
