import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import { unmaskingsPerHour } from './rules.ts'
import { listWhoLooked, readNumbers, readUnmaskedNumber, unmaskNumber } from './unmask.operations.server.ts'

const at = await world()
const nik = '3372055501900010'
const owner = await at.resident('Sri Rejeki')
const sent = await provisionRegistration(
  { pool: at.app, actor: owner },
  sampleRegistration({ nik, kk: '3372051501150011', npwp: '013000666123000' }),
)
const why = { reasonCode: 'verify' as const, reason: 'Mencocokkan dengan KTP di loket.' }
const { rows } = await at.owner.query<{ id: string }>(
  'select id from registry.person where account_id = $1',
  [owner.accountId],
)
const personId = rows[0]?.id ?? ''
const ask = { number: 'nik' as const, recordId: personId, ...why }
// Staff of the tests are no rows of identity; the log names them all the same.
const officer = { ...at.officer, accountId: at.officer.accountId ?? crypto.randomUUID() }

describe('a number in full', () => {
  test('is masked in every list until it is asked for with a reason', async () => {
    const page = await execute(readNumbers, { businessId: sent.subjectId }, at.call(officer))
    expect(page.numbers.map(({ number, mask }) => [number, mask])).toEqual([
      ['nik', '3372••••••••0010'],
      ['kk', '••••••••••••••••'],
      ['npwp', '0130•••••••3000'],
    ])
    expect(JSON.stringify(page)).not.toContain(nik)
    await expect(execute(unmaskNumber, { ...ask, reason: 'x' }, at.call(officer))).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('is shown to who asked, for two minutes, and to nobody else', async () => {
    const now = '2026-11-21T03:00:00Z'
    const { id } = await execute(unmaskNumber, ask, at.call(officer, { now, idempotencyKey: 'nomor-satu' }))
    const read = { unmaskingId: id }
    expect(
      await execute(readUnmaskedNumber, read, at.call(officer, { now: '2026-11-21T03:01:00Z' })),
    ).toEqual({
      number: 'nik',
      value: nik,
    })
    for (const other of [at.colleague, at.head, owner, at.foreigner])
      await expect(execute(readUnmaskedNumber, read, at.call(other, { now }))).rejects.toMatchObject({
        code: 'not_found',
      })
    await expect(
      execute(readUnmaskedNumber, read, at.call(officer, { now: '2026-11-21T03:05:00Z' })),
    ).rejects.toMatchObject({ key: 'privacy_unmasking_over' })
    const kept = await at.owner.query(`select response::text as kept from kernel.idempotency_key`)
    expect(JSON.stringify(kept.rows)).not.toContain(nik)
  })

  test('opens for a family card and an NPWP too', async () => {
    for (const [number, recordId, value] of [
      ['kk', personId, '3372051501150011'],
      ['npwp', sent.subjectId, '013000666123000'],
    ] as const) {
      const { id } = await execute(unmaskNumber, { number, recordId, ...why }, at.call(officer))
      expect(await execute(readUnmaskedNumber, { unmaskingId: id }, at.call(officer))).toEqual({
        number,
        value,
      })
    }
  })

  test('is refused to strangers, other regions, programs, and to who has not given a second factor', async () => {
    const key = { ...officer, kind: 'key' as const, keyScopes: ['registry:write'] }
    await expect(execute(unmaskNumber, ask, at.call(key))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      execute(unmaskNumber, ask, at.call({ ...officer, secondFactor: false })),
    ).rejects.toMatchObject({ code: 'forbidden' })
    for (const stranger of [at.foreigner, await at.resident('Orang Lain')])
      await expect(
        execute(unmaskNumber, ask, at.call({ ...stranger, secondFactor: true })),
      ).rejects.toMatchObject({
        code: 'not_found',
      })
  })

  test('stands in the audit with its reason, and the person reads who looked', async () => {
    const { rows: entries } = await at.owner.query(
      `select actor_name, reason, changes ->> 'number' as number from kernel.audit_entry where operation = 'registry.unmask_number' order by id`,
    )
    expect(entries).toContainEqual({ actor_name: 'Petugas Banjarsari', reason: why.reason, number: 'nik' })
    expect(JSON.stringify(entries)).not.toContain(nik)
    const own = await execute(listWhoLooked, {}, at.call(owner))
    expect(own.items.map(({ number }) => number).sort()).toEqual(['kk', 'nik', 'npwp'])
    expect(own.items[0]).toMatchObject({ by: 'Petugas Banjarsari', ...why })
    expect((await execute(listWhoLooked, {}, at.call(await at.resident('Lain')))).items).toEqual([])
  })

  test('cannot be copied from a whole list: after thirty in an hour it is enough', async () => {
    const call = at.call({ ...officer, accountId: crypto.randomUUID() })
    for (let n = 0; n < unmaskingsPerHour; n++) await execute(unmaskNumber, ask, call)
    await expect(execute(unmaskNumber, ask, call)).rejects.toMatchObject({ code: 'rate_limited' })
  })
})
