import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { actorOf, provisionRole } from '#modules/identity/provision.server.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { provisionDecision, provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import { addMember, addUnit, endMember, endUnit, readOrganisation } from './operations.server.ts'
import {
  findPartners,
  readSharedBusinesses,
  readShares,
  shareBusiness,
  withdrawShare,
} from './share.operations.server.ts'

const at = await world()
/** Whoever appoints people is an account of their own. */
const appointer = await at.resident('Admin Surakarta')
const system = { actorId: null, scopes: [], organisations: [], system: true }
await transaction(at.app, system, 'write', async (db) => ({
  result: await provisionRole(db, {
    accountId: appointer.accountId ?? '',
    role: 'administrator',
    region: '33.72',
    startsOn: '2026-01-01',
  }),
}))
const administrator = await actorOf(at.app, appointer.accountId ?? '')

/** A verified organisation, and somebody who works there. */
async function partner(name: string): Promise<{ id: string; member: Actor; assignmentId: string }> {
  const sent = await provisionRegistration(
    { pool: at.app, actor: await at.resident('Pengurus') },
    sampleRegistration({ kind: 'organisation', name }),
  )
  await provisionDecision({ pool: at.app, actor: at.officer }, sent.id, { decision: 'approve' })
  const person = await at.resident('Anggota Lembaga')
  const { id: assignmentId } = await execute(
    addMember,
    { organisationId: sent.subjectId, contact: person.phone, role: 'member' },
    at.call(administrator),
  )
  return {
    id: sent.subjectId,
    member: await actorOf(at.app, person.accountId ?? ''),
    assignmentId,
  }
}

async function business(name: string) {
  const owner = await at.resident('Bu Pemilik')
  const sent = await provisionRegistration({ pool: at.app, actor: owner }, sampleRegistration({ name }))
  return { id: sent.subjectId, owner }
}

const bank = await partner('Bank Wong Cilik')
const campus = await partner('Universitas Uji')
const names = async (of: typeof bank, actor = of.member) =>
  (await execute(readSharedBusinesses, { organisationId: of.id }, at.call(actor))).items.map(
    ({ name }) => name,
  )

describe('what partners see', () => {
  test('is nothing until an owner says so, then only that business, only for that partner, and gone at once when withdrawn', async () => {
    const [shared, silent] = [await business('Warung Terbuka'), await business('Warung Diam')]
    expect(await names(bank)).toEqual([])
    const share = { businessId: shared.id, organisationId: bank.id, purpose: 'finance' as const }
    const { id: shareId } = await execute(shareBusiness, share, at.call(shared.owner))
    expect(await names(bank)).toEqual(['Warung Terbuka'])
    expect(await names(campus)).toEqual([])
    await expect(names(bank, campus.member)).rejects.toMatchObject({ code: 'not_found' })
    await expect(names(bank, silent.owner)).rejects.toMatchObject({ code: 'not_found' })
    await expect(execute(shareBusiness, share, at.call(shared.owner))).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await execute(withdrawShare, { shareId }, at.call(shared.owner))
    expect(await names(bank)).toEqual([])
    const kept = await execute(readShares, { businessId: shared.id }, at.call(shared.owner))
    expect(kept.items).toMatchObject([{ organisation: 'Bank Wong Cilik', purpose: 'finance' }])
    expect(kept.items[0]?.withdrawnAt).not.toBeNull()
  })

  test('shows the owner’s name and number only where they agreed', async () => {
    const [quiet, open] = [await business('Warung Tanpa Nomor'), await business('Warung Bernomor')]
    const share = { organisationId: campus.id, purpose: 'coaching' as const }
    await execute(shareBusiness, { ...share, businessId: quiet.id }, at.call(quiet.owner))
    await execute(shareBusiness, { ...share, businessId: open.id, withContact: true }, at.call(open.owner))
    const { items } = await execute(
      readSharedBusinesses,
      { organisationId: campus.id },
      at.call(campus.member),
    )
    expect(Object.fromEntries(items.map(({ name, phone }) => [name, phone]))).toEqual({
      'Warung Tanpa Nomor': null,
      'Warung Bernomor': open.owner.phone,
    })
  })

  test('is a consent that nobody gives or withdraws for the owner', async () => {
    const { id, owner } = await business('Warung Milik Sendiri')
    const share = { businessId: id, organisationId: bank.id, purpose: 'buying' as const }
    await expect(execute(shareBusiness, share, at.call(at.officer))).rejects.toMatchObject({
      code: 'forbidden',
    })
    const given = await execute(shareBusiness, share, at.call(owner))
    for (const other of [at.officer, bank.member, at.foreigner])
      await expect(execute(withdrawShare, { shareId: given.id }, at.call(other))).rejects.toMatchObject({
        code: other === at.officer ? 'forbidden' : 'not_found',
      })
  })

  test('is held by the database itself: a partner reaches no business by any table', async () => {
    const { id, owner } = await business('Warung Terjaga')
    await execute(
      shareBusiness,
      { businessId: id, organisationId: bank.id, purpose: 'buying' },
      at.call(owner),
    )
    const count = (table: string, actor: Actor) =>
      transaction(at.app, claimsOf(actor), 'read', async (db) => ({
        result: (await db.one(text<{ rows: number }>(`select count(*) as rows from ${table}`))).rows,
      }))
    expect(await count('registry.business', bank.member)).toBe(0)
    expect(await count('registry.person', bank.member)).toBe(0)
    const seen = (actor: Actor) =>
      transaction(at.app, claimsOf(actor), 'read', async (db) => ({
        result: await db.many(
          text<{ name: string }>('select name from registry.shared_businesses($1, null, null, null, 100)', [
            bank.id,
          ]),
        ),
      }))
    expect((await seen(bank.member)).map(({ name }) => name)).toContain('Warung Terjaga')
    for (const stranger of [campus.member, at.officer, administrator])
      expect(await seen(stranger)).toEqual([])
  })

  test('ends with the role of who looks', async () => {
    const shop = await business('Warung Tutup Buku')
    const club = await partner('Paguyuban Uji')
    const share = { businessId: shop.id, organisationId: club.id, purpose: 'training' as const }
    await execute(shareBusiness, share, at.call(shop.owner))
    expect(await names(club)).toEqual(['Warung Tutup Buku'])
    await execute(
      endMember,
      { assignmentId: club.assignmentId, reason: 'Sudah pindah.' },
      at.call(administrator),
    )
    const after = await actorOf(at.app, club.member.accountId ?? '')
    await expect(names(club, after)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('an organisation', () => {
  test('has units under units, and people in them; a unit in use is not closed', async () => {
    const office = await partner('Dinas Uji')
    const call = at.call(administrator)
    const officer = at.call(at.officer)
    const top = await execute(addUnit, { organisationId: office.id, name: 'Bidang Usaha Mikro' }, officer)
    const below = { organisationId: office.id, name: 'Seksi Pembinaan', parentId: top.id }
    const part = await execute(addUnit, below, officer)
    await expect(execute(addUnit, below, officer)).rejects.toMatchObject({ code: 'invalid_input' })
    const foreignParent = { organisationId: bank.id, name: 'Seksi Lain', parentId: top.id }
    await expect(execute(addUnit, foreignParent, officer)).rejects.toMatchObject({ code: 'invalid_input' })
    const person = await at.resident('Kepala Seksi')
    const member = {
      organisationId: office.id,
      contact: person.phone,
      role: 'head' as const,
      unitId: part.id,
    }
    const { id } = await execute(addMember, { ...member, title: 'Kepala Seksi' }, call)
    const seen = await execute(readOrganisation, { organisationId: office.id }, officer)
    expect(seen.units.map(({ name, depth }) => [name, depth])).toEqual([
      ['Bidang Usaha Mikro', 0],
      ['Seksi Pembinaan', 1],
    ])
    expect(seen.members.find(({ title }) => title === 'Kepala Seksi')).toMatchObject({
      name: 'Kepala Seksi',
      unit: 'Seksi Pembinaan',
    })
    for (const unitId of [top.id, part.id])
      await expect(execute(endUnit, { unitId }, officer)).rejects.toMatchObject({ code: 'conflict' })
    await execute(endMember, { assignmentId: id, reason: 'Mutasi.' }, call)
    await execute(endUnit, { unitId: part.id }, officer)
    await execute(endUnit, { unitId: top.id }, officer)
  })

  test('is offered to owners once it is verified, those near by first', async () => {
    const sent = await provisionRegistration(
      { pool: at.app, actor: await at.resident() },
      sampleRegistration({ kind: 'organisation', name: 'Yayasan Belum Diperiksa' }),
    )
    const call = at.call(await at.resident())
    const found = await execute(findPartners, { search: 'bank wong', near: '33.72' }, call)
    expect(found.items.map(({ id }) => id)).toEqual([bank.id])
    expect((await execute(findPartners, { search: 'Yayasan Belum' }, call)).items).toEqual([])
    const shop = await business('Warung Hati-hati')
    const share = { businessId: shop.id, organisationId: sent.subjectId, purpose: 'buying' as const }
    await expect(execute(shareBusiness, share, at.call(shop.owner))).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
