import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { importRegions } from '#modules/region/import.server.ts'
import { provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { elsewhere, here, world } from '../testing/world.ts'
import {
  changeFamily,
  findMembers,
  listFamilies,
  listFamilyChanges,
  openFamilyDebts,
  readFamily,
  readOwnFamily,
  recordFamily,
  setFamilyState,
} from './operations.server.ts'
import { addTo, correctIn, endIn, withdrawFrom } from './record-operations.server.ts'
import type { SectionName } from './schema.ts'

const at = await world()
await importRegions(at.owner)
const now = '2026-11-21T03:00:00.000Z'
const officer = at.call(at.officer, { now })

let families = 0
async function family(more: object = {}) {
  families += 1
  const answers = { regionCode: here, address: 'Jl. Gajah Mada 12', headName: `Darmi ${families}`, ...more }
  const { id } = await execute(recordFamily, answers, officer)
  return id
}
const read = (householdId: string, call = officer) => execute(readFamily, { householdId }, call)
const add = async (householdId: string, section: SectionName, values: object, call = officer) =>
  (await execute(addTo[section], { householdId, ...values }, call)) as { recordId: string; version: number }
const headOf = async (householdId: string) => (await read(householdId)).records.members[0]?.id ?? ''

const emok = {
  lenderKind: 'moneylender',
  lenderName: 'Bank plecit Bu Tin',
  purpose: 'food',
  principal: 1_500_000,
  received: 1_300_000,
  instalment: 36_000,
  term: 52,
  period: 'week',
  since: '2026-03',
}

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

describe('records', () => {
  test('say at the field what is wrong', async () => {
    const id = await family()
    const wrong = async (section: SectionName, values: object, path: string) =>
      expect(add(id, section, values)).rejects.toMatchObject({
        code: 'invalid_input',
        info: { fields: [expect.objectContaining({ path })] },
      })
    await wrong('members', { relation: 'child' }, 'name')
    await wrong('moves', { why: 'work', since: '2020' }, 'fromPlace')
    await wrong('moves', { why: 'work', since: '2020', fromRegion: '99.99' }, 'fromRegion')
    await wrong('housing', { tenure: 'owned', since: '2027' }, 'since')
    await wrong('work', { memberId: id, occupation: 'Tukang', status: 'employee', since: '2020' }, 'memberId')
    await wrong('debts', { ...emok, received: 1_600_000 }, 'received')
    await wrong('rungs', { source: 'officer', since: '2026', rung: 2 }, 'basis')
    await wrong('aid', { kind: 'cash', since: '31-02-2026', institution: 'RT' }, 'since')
  })

  test('of a household cannot be changed through another one', async () => {
    const [one, two] = [await family(), await family()]
    const { recordId } = await add(one, 'assets', { kind: 'gold', value: 500_000 })
    await expect(
      execute(
        withdrawFrom,
        { householdId: two, section: 'assets', recordId, version: 1, reason: 'Salah keluarga.' },
        officer,
      ),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('are corrected, ended and struck out; what they said before stays', async () => {
    const id = await family()
    const memberId = await headOf(id)
    const work = { memberId, occupation: 'Penjual sayur', status: 'own_account', since: '3/2015' }
    const { recordId } = await add(id, 'work', work)
    await execute(
      correctIn.work,
      {
        householdId: id,
        recordId,
        version: 1,
        reason: 'Dibantu anaknya.',
        ...work,
        status: 'own_with_unpaid',
        since: '2014',
      },
      officer,
    )
    const act = { householdId: id, section: 'work', recordId, reason: 'Lapak digusur.' } as const
    await expect(execute(endIn, { ...act, version: 2, until: '2013' }, officer)).rejects.toMatchObject({
      info: { fields: [{ path: 'until' }] },
    })
    await execute(endIn, { ...act, version: 2, until: '6-2025' }, officer)
    expect((await read(id)).records.work[0]).toMatchObject({
      status: 'own_with_unpaid',
      since: '2014',
      until: '2025-06',
      endReason: 'Lapak digusur.',
      version: 3,
    })
    await execute(withdrawFrom, { ...act, version: 3, reason: 'Orang lain.' }, officer)
    await expect(execute(withdrawFrom, { ...act, version: 4 }, officer)).rejects.toMatchObject({
      key: 'household_record_withdrawn',
    })
    const { items } = await execute(listFamilyChanges, { householdId: id }, officer)
    expect(items.map(({ act }) => act)).toEqual([
      'withdrawn',
      'ended',
      'corrected',
      'added',
      'added',
      'recorded',
    ])
    expect(items[2]?.fields).toEqual([
      { name: 'status', before: 'own_account', after: 'own_with_unpaid' },
      { name: 'since', before: '2015-03', after: '2014' },
    ])
  })

  test('the newest rung counts; the decile is stored with its source, a judgement with its grounds', async () => {
    const id = await family()
    await add(id, 'rungs', { source: 'dtsen', decile: 8, since: '2026-02' })
    await add(id, 'rungs', { source: 'officer', rung: 3, basis: 'Kehilangan lapak', since: '2026-09' })
    await add(id, 'rungs', { source: 'dtsen', decile: 1, since: '2025' })
    const { items } = await execute(listFamilies, { search: (await read(id)).profile.reference }, officer)
    expect(items[0]?.rung).toBe(3)
  })
})

describe('what a family owes', () => {
  test('is sealed in the database, masked in answers, and opened for a while with a reason', async () => {
    const id = await family()
    const { recordId } = await add(id, 'debts', emok)
    const { rows } = await at.owner.query(
      `select encode(amounts_sealed, 'escape') || row_to_json(d)::text as whole from registry.household_debt d where id = $1`,
      [recordId],
    )
    expect(rows[0]?.whole).not.toMatch(/1500000|1300000|36000/)
    const masked = (await read(id)).records.debts[0]
    expect(masked).not.toHaveProperty('principal')
    expect(masked?.effectiveRate).toBeCloseTo(1.144, 3)
    await execute(openFamilyDebts, { householdId: id, reason: 'Menyusun rencana pelunasan.' }, officer)
    expect((await read(id)).records.debts[0]).toMatchObject({ principal: 1_500_000, received: 1_300_000 })
    expect((await read(id)).openings.map(({ name, reason }) => [name, reason])).toEqual([
      ['Petugas Banjarsari', 'Menyusun rencana pelunasan.'],
    ])
    const later = at.call(at.officer, { now: '2026-11-21T03:16:00.000Z' })
    expect((await read(id, later)).opened).toBe(false)
    expect((await read(id, at.call(at.colleague, { now }))).opened).toBe(false)
    const { rows: audit } = await at.owner.query(
      `select reason, changes from kernel.audit_entry where operation = 'registry.open_household_debts' and subject_id = $1`,
      [id],
    )
    expect(audit).toEqual([{ reason: 'Menyusun rencana pelunasan.', changes: null }])
  })

  test('a correction that leaves the amounts out keeps them; the rate follows the figures', async () => {
    const id = await family()
    const { recordId } = await add(id, 'debts', { ...emok, received: undefined })
    const { principal: _, received: __, instalment: ___, ...rest } = emok
    await execute(
      correctIn.debts,
      {
        householdId: id,
        recordId,
        version: 1,
        reason: 'Dibayar bulanan.',
        ...rest,
        period: 'month',
        term: 50,
      },
      officer,
    )
    await execute(openFamilyDebts, { householdId: id, reason: 'Memeriksa.' }, officer)
    expect((await read(id)).records.debts[0]).toMatchObject({
      principal: 1_500_000,
      received: 1_500_000,
      instalment: 36_000,
      period: 'month',
    })
    const { items } = await execute(listFamilyChanges, { householdId: id }, officer)
    expect(items[0]?.fields.map(({ name }) => name)).toEqual(['term', 'period'])
  })

  test('a settled debt to a moneylender no longer marks the family', async () => {
    const id = await family()
    const { recordId } = await add(id, 'debts', emok)
    const marked = async () =>
      (await execute(listFamilies, { search: (await read(id)).profile.reference }, officer)).items[0]
        ?.moneylender
    expect(await marked()).toBe(true)
    await execute(
      endIn,
      { householdId: id, section: 'debts', recordId, version: 1, until: '2026-11', reason: 'Lunas.' },
      officer,
    )
    expect(await marked()).toBe(false)
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
