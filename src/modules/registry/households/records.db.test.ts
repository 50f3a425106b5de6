import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { listFamilies, listFamilyChanges, openFamilyDebts } from './operations.server.ts'
import { correctIn, endIn, withdrawFrom } from './record-operations.server.ts'
import type { SectionName } from './schema.ts'
import { add, at, emok, family, headOf, now, officer, read } from './testing/families.ts'

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
