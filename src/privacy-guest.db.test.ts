import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { registerAtDesk } from '#modules/registry/operations.server.ts'
import {
  checkIdentity,
  listCandidates,
  requestAsGuest,
} from '#modules/registry/privacy/guest.operations.server.ts'
import { listDataRequests } from '#modules/registry/privacy/requests.operations.server.ts'
import {
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '#modules/registry/provision.server.ts'
import { world } from '#modules/registry/testing/world.ts'
import { staff } from '../tests/support/actors.ts'
import { everyRow, traces } from '../tests/support/traces.ts'
import { answerDataRequest } from './privacy.server.ts'

const at = await world()
const administrator = staff('administrator', '33.72', { name: 'Admin Surakarta' })

describe('somebody without an account', () => {
  const asGuest = (request: object, more: object = {}) =>
    execute(
      requestAsGuest,
      { request, name: 'Wagiman Tanpa Akun', regionCode: '33.72.05.1010', ...more } as never,
      at.call(anonymous),
    )
  const open = async () => (await execute(listDataRequests, {}, at.call(administrator))).items
  const answer = (requestId: string, version: number, decision: 'done' | 'refused') =>
    execute(
      answerDataRequest,
      { requestId, version, decision, answer: 'Sudah diperiksa di kantor.' },
      at.call(administrator),
    )
  async function writtenDown() {
    const sent = await execute(
      registerAtDesk,
      {
        ...sampleRegistration({
          name: 'Wedang Wagimanesia',
          ownerName: 'Wagiman Tanpa Akun',
          nik: '3372050101700077',
        }),
        consent: true,
      } as never,
      at.call(at.officer),
    )
    await provisionDecision({ pool: at.app, actor: at.colleague }, sent.id, { decision: 'approve' })
    return sent.subjectId
  }

  test('asks by form, shows who they are at the office, and is erased like everybody else', async () => {
    const businessId = await writtenDown()
    const sent = await asGuest({ kind: 'erasure', wish: '', understood: true })
    const request = (await open()).find(({ reference }) => reference === sent.reference)
    expect(request).toMatchObject({ guest: true, personName: 'Wagiman Tanpa Akun', proof: null })
    const id = request?.id ?? ''
    expect(Date.parse(sent.deadline) - Date.parse(request?.receivedAt ?? '')).toBe(72 * 3_600_000)

    await expect(answer(id, 1, 'done')).rejects.toMatchObject({ code: 'conflict' })
    const { items } = await execute(listCandidates, { requestId: id }, at.call(administrator))
    expect(items[0]).toMatchObject({ name: 'Wagiman Tanpa Akun', businesses: ['Wedang Wagimanesia'] })
    expect(items[0]?.nik).not.toContain('3372050101700077')
    const check = { requestId: id, personId: items[0]?.id ?? '', proof: 'ktp' as const }
    await execute(checkIdentity, check, at.call(administrator))
    const ended = await Promise.allSettled([answer(id, 2, 'done'), answer(id, 2, 'done')])
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(traces(await everyRow(at.owner, ['registry']), ['Wagiman Tanpa Akun', 'Wagimanesia'])).toEqual([])
    expect(businessId).not.toBe('')
  })

  test('cannot be somebody with an account, and a refusal needs no paper', async () => {
    const person = await at.resident('Punya Akun')
    await provisionRegistration({ pool: at.app, actor: person }, sampleRegistration())
    const sent = await asGuest({ kind: 'correction', about: 'name', wish: 'Nama saya salah tulis.' })
    const id = (await open()).find(({ reference }) => reference === sent.reference)?.id ?? ''
    const { rows } = await at.owner.query('select id from registry.person where account_id = $1', [
      person.accountId,
    ])
    await expect(
      execute(checkIdentity, { requestId: id, personId: rows[0].id, proof: 'kk' }, at.call(administrator)),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await answer(id, 1, 'refused')).toMatchObject({ state: 'refused' })
  })

  test('thirty within an hour are enough', async () => {
    const many = await Promise.allSettled(
      Array.from({ length: 35 }, () =>
        asGuest({ kind: 'correction', about: 'name', wish: 'Nama saya salah tulis.' }),
      ),
    )
    expect(many.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(30)
    expect(many.some(({ status }) => status === 'rejected')).toBe(true)
  })

  test('waits when thirty others asked within the hour', async () => {
    const { rows } = await at.owner.query<{ count: number }>(
      `select count(*)::int as count from registry.data_request where account_id is null`,
    )
    const ask = () => asGuest({ kind: 'correction', about: 'name', wish: 'Nama saya salah tulis.' })
    for (let asked = rows[0]?.count ?? 0; asked < 30; asked++) await ask()
    await expect(ask()).rejects.toMatchObject({ code: 'rate_limited' })
  })
})
