import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { elsewhere, here } from '../testing/world.ts'
import {
  changeFamily,
  findMembers,
  listFamilies,
  listFamilyChanges,
  readOwnFamily,
  recordFamily,
  setFamilyState,
} from './operations.server.ts'
import { endIn } from './record-operations.server.ts'
import { add, at, emok, families, family, now, officer, read } from './testing/families.ts'

describe('a household', () => {
  test('is recorded with its head, and found by anybody’s name, its reference and what is true of it', async () => {
    const id = await family({
      headName: 'Ngatinah',
      headBirthYear: 1979,
      headSex: 'female',
      kk: '3372050507850001',
    })
    await add(id, 'members', { relation: 'child', name: 'Bagus Prakoso', birthYear: 2012, dependant: true })
    const { profile, records } = await read(id)
    expect(profile).toMatchObject({ name: 'Ngatinah', kk: '3372••••••••0001', state: 'active' })
    expect(records.members.map(({ name, relation }) => [name, relation])).toEqual([
      ['Ngatinah', 'head'],
      ['Bagus Prakoso', 'child'],
    ])
    const found = async (filter: object) =>
      (await execute(listFamilies, filter, officer)).items.map((item) => item.id)
    expect(await found({ search: 'bagus' })).toEqual([id])
    expect(await found({ search: profile.reference.toLowerCase() })).toEqual([id])
    expect(await found({ search: 'ngatinah', moneylender: true })).toEqual([])
    await add(id, 'debts', emok)
    await add(id, 'rungs', { source: 'dtsen', decile: 2, since: '2026-01' })
    expect(await found({ moneylender: true, rung: 2, region: here })).toEqual([id])
    expect(await found({ region: '33.72.01' })).toEqual([])
  })

  test('is recorded once for a family card', async () => {
    const kk = '3372050507850002'
    const id = await family({ kk })
    await expect(family({ kk })).rejects.toMatchObject({
      code: 'conflict',
      key: 'household_kk_taken',
      info: { details: { householdId: id } },
    })
  })

  test('changes only on the version that was read, with a reason that stays', async () => {
    const id = await family()
    const { profile } = await read(id)
    const change = {
      householdId: id,
      address: 'Jl. Samosir 3',
      origin: 'migrant',
      reason: 'Pindah kontrakan.',
    } as const
    await execute(changeFamily, { ...change, version: profile.version }, officer)
    await expect(
      execute(changeFamily, { ...change, version: profile.version }, officer),
    ).rejects.toMatchObject({
      code: 'stale',
    })
    const { items } = await execute(listFamilyChanges, { householdId: id }, officer)
    expect(items[0]).toMatchObject({
      act: 'corrected',
      reason: 'Pindah kontrakan.',
      byName: 'Petugas Banjarsari',
      fields: [
        { name: 'address', before: 'Jl. Gajah Mada 12', after: 'Jl. Samosir 3' },
        { name: 'origin', before: null, after: 'migrant' },
      ],
    })
    await execute(
      setFamilyState,
      { householdId: id, state: 'moved_away', reason: 'Pulang ke Wonogiri.', version: 2 },
      officer,
    )
    expect((await read(id)).profile).toMatchObject({
      state: 'moved_away',
      stateReason: 'Pulang ke Wonogiri.',
    })
  })

  test('is listed page by page, none twice', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await execute(listFamilies, { limit: 2, after }, officer)
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(families - 1)
  })
})

describe('members', () => {
  test('there is one head at a time', async () => {
    const id = await family()
    await expect(add(id, 'members', { relation: 'head', name: 'Satu lagi' })).rejects.toMatchObject({
      key: 'household_head_twice',
    })
    const head = (await read(id)).records.members[0]
    await execute(
      endIn,
      {
        householdId: id,
        section: 'members',
        recordId: head?.id,
        version: 1,
        until: '2026-10',
        reason: 'Meninggal.',
      },
      officer,
    )
    await add(id, 'members', { relation: 'head', name: 'Anak sulung', birthYear: 1999 })
    expect((await read(id)).profile.name).toBe('Anak sulung')
  })

  test('a person of the register lives in one household, and their account reads it', async () => {
    const resident = await at.resident('Wagiyem')
    await provisionRegistration(
      { pool: at.app, actor: resident },
      sampleRegistration({ ownerName: 'Wagiyem' }),
    )
    const { items } = await execute(findMembers, { regionCode: here, search: 'wagiy' }, officer)
    const personId = items[0]?.id
    const [one, two] = [await family(), await family()]
    expect((await execute(readOwnFamily, {}, at.call(resident))).file).toBeNull()
    const saved = await add(one, 'members', { relation: 'spouse', personId })
    await expect(add(two, 'members', { relation: 'parent', personId })).rejects.toMatchObject({
      key: 'household_person_elsewhere',
    })
    await add(one, 'debts', emok)
    const own = (await execute(readOwnFamily, {}, at.call(resident, { now }))).file
    expect(own).toMatchObject({ own: true, mayChange: false, opened: true })
    expect(own?.records.debts[0]).toMatchObject({ principal: 1_500_000 })
    await execute(
      endIn,
      {
        householdId: one,
        section: 'members',
        recordId: saved.recordId,
        version: 1,
        until: '2026-11',
        reason: 'Menikah, ikut suami.',
      },
      officer,
    )
    expect((await execute(readOwnFamily, {}, at.call(resident))).file).toBeNull()
    await add(two, 'members', { relation: 'parent', personId })
  })

  test('whoever brought the family card waits to be placed', async () => {
    const kk = '3372050507850003'
    const id = await family({ kk })
    const resident = await at.resident('Painem')
    await provisionRegistration(
      { pool: at.app, actor: resident },
      sampleRegistration({ ownerName: 'Painem', kk }),
    )
    expect((await read(id)).unplaced.map(({ name }) => name)).toEqual(['Painem'])
  })

  test('an officer does not write in the file of their own family', async () => {
    const id = await family()
    const officerAtHome = { ...at.officer, accountId: (await at.resident('Petugas')).accountId }
    await provisionRegistration(
      { pool: at.app, actor: officerAtHome },
      sampleRegistration({ ownerName: 'Petugas Jujur' }),
    )
    const { items } = await execute(findMembers, { regionCode: here, search: 'petugas jujur' }, officer)
    await add(id, 'members', { relation: 'child', personId: items[0]?.id })
    await expect(
      add(id, 'rungs', { source: 'dtsen', decile: 1, since: '2026' }, at.call(officerAtHome, { now })),
    ).rejects.toMatchObject({ code: 'forbidden' })
    expect((await read(id, at.call(officerAtHome, { now }))).own).toBe(true)
  })
})

describe('sight', () => {
  test('an officer of another city neither finds, reads nor changes it', async () => {
    const id = await family({ headName: 'Tak Terlihat' })
    const foreign = at.call(at.foreigner, { now })
    expect((await execute(listFamilies, { search: 'terlihat' }, foreign)).items).toEqual([])
    await expect(read(id, foreign)).rejects.toMatchObject({ code: 'not_found' })
    await expect(add(id, 'assets', { kind: 'gold' }, foreign)).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      execute(recordFamily, { regionCode: elsewhere, headName: 'Jauh' }, officer),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a resident sees no other family', async () => {
    const id = await family()
    const stranger = at.call(await at.resident('Tetangga'), { now })
    await expect(read(id, stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(execute(listFamilies, {}, stranger)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
