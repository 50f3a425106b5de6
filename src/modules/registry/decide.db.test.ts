import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { claimsOf, execute } from '#kernel/execute.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { person, staff } from '../../../tests/support/actors.ts'
import {
  deactivate,
  decideRegistration,
  decideRegistrations,
  readCase,
  undo,
} from './decisions/operations.server.ts'
import { provisionAtDesk, provisionRegistration, sampleRegistration } from './provision.server.ts'
import { listBusinessesOf } from './queries.server.ts'
import { elsewhere, world } from './testing/world.ts'

const at = await world()
const instant = '2026-11-20T03:00:00.000Z'
const later = (seconds: number) => new Date(Date.parse(instant) + seconds * 1000).toISOString()
const sent = async (more: object = {}, owner?: Actor) =>
  provisionRegistration(
    { pool: at.app, actor: owner ?? (await at.resident()), at: instant },
    sampleRegistration(more),
  )
const decide = (registrationId: string, ruling: object, actor = at.officer, now = later(3600)) =>
  execute(decideRegistration, { registrationId, ...ruling }, at.call(actor, { now }))
const rowOf = async (id: string) =>
  (
    await at.owner.query(
      `select r.state, r.decision, r.waited_minutes, r.reason_code, r.version, b.state as business_state, b.verified_at
       from registry.registration r left join registry.business b on b.id = r.business_id where r.id = $1`,
      [id],
    )
  ).rows[0]
const messagesOf = async (id: string, template: string) =>
  (
    await at.owner.query(
      'select state, body, not_before from kernel.message where about_id = $1 and template = $2',
      [id, `registry.registration_${template}`],
    )
  ).rows

describe('a decision', () => {
  test('verifies: state, waiting time in office minutes, and a message held for ten seconds', async () => {
    const { id } = await sent()
    const decided = await decide(id, { decision: 'approve' })
    expect(decided).toMatchObject({ state: 'verified', undoUntil: later(3610) })
    expect(await rowOf(id)).toMatchObject({
      decision: 'approved',
      waited_minutes: 60,
      business_state: 'verified',
    })
    const [message] = await messagesOf(id, 'approved')
    expect(message).toMatchObject({ state: 'queued', not_before: later(3610).replace('.000', '') })
  })

  test('returns and rejects with a reason, which the person reads', async () => {
    const [one, two] = [await sent(), await sent()]
    await decide(one.id, { decision: 'return', reason: 'Alamat belum jelas.', reasonCode: 'address_unclear' })
    await decide(two.id, { decision: 'reject', reason: 'Bukan usaha.' })
    expect(await rowOf(one.id)).toMatchObject({ state: 'returned', reason_code: 'address_unclear' })
    expect(await rowOf(two.id)).toMatchObject({
      state: 'rejected',
      reason_code: 'other',
      business_state: 'rejected',
    })
    expect((await messagesOf(one.id, 'returned'))[0].body).toContain('Alamat belum jelas.')
    expect((await messagesOf(one.id, 'returned'))[0].body).toMatch(/\/daftar\/status\/[0-9a-f-]+\?t=/)
  })

  test('needs a reason to return or reject, at its field; an unknown reason is refused', async () => {
    const { id } = await sent()
    for (const decision of ['return', 'reject'])
      for (const reason of [undefined, '', '  ', 'x'.repeat(1001)])
        await expect(decide(id, { decision, reason })).rejects.toMatchObject({
          code: 'invalid_input',
          info: { fields: [{ path: 'reason' }] },
        })
    for (const reasonCode of ['unknown', 'duplicate'])
      await expect(decide(id, { decision: 'return', reason: 'abc', reasonCode })).rejects.toMatchObject({
        info: { fields: [{ path: 'reasonCode' }] },
      })
    await expect(decide(id, { decision: 'verify' })).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await rowOf(id)).toMatchObject({ decision: null })
  })

  test('is for officers and heads of the region who gave their second factor', async () => {
    const { id } = await sent()
    for (const actor of [at.foreigner, person([], { secondFactor: true }), staff('officer', '33.72.05.1011')])
      await expect(decide(id, { decision: 'approve' }, actor)).rejects.toMatchObject({ code: 'not_found' })
    for (const actor of [staff('administrator', '33.72'), staff('officer', '33.72', { secondFactor: false })])
      await expect(decide(id, { decision: 'approve' }, actor)).rejects.toMatchObject({ code: 'forbidden' })
    await decide(id, { decision: 'approve' }, at.head)
  })

  test('nobody decides what they asked for, nor what they entered for somebody else', async () => {
    const own = await sent({}, { ...at.officer, ...(await at.resident()), grants: at.officer.grants })
    const desk = await provisionAtDesk(
      { pool: at.app, actor: at.officer },
      sampleRegistration(),
      '081255550001',
    )
    await expect(decide(desk.id, { decision: 'approve' })).rejects.toMatchObject({ key: 'registry_own_case' })
    await decide(desk.id, { decision: 'approve' }, at.colleague)
    await decide(own.id, { decision: 'approve' })
    const officerResident = { ...(await at.resident()), grants: at.officer.grants, secondFactor: true }
    const mine = await sent({}, officerResident)
    await expect(decide(mine.id, { decision: 'approve' }, officerResident)).rejects.toMatchObject({
      key: 'registry_own_case',
    })
    const { own: told, decisions } = await execute(
      readCase,
      { registrationId: mine.id },
      at.call(officerResident),
    )
    expect([told, decisions]).toEqual([true, []])
  })

  test('of two officers at once exactly one decides; the other is told who did', async () => {
    const { id } = await sent()
    const officers = Array.from({ length: 10 }, (_, n) => staff('officer', '33.72', { name: `Petugas ${n}` }))
    const results = await Promise.allSettled(
      officers.map((actor, n) =>
        decide(id, n % 2 ? { decision: 'approve' } : { decision: 'reject', reason: 'tidak' }, actor),
      ),
    )
    const won = results.filter((result) => result.status === 'fulfilled')
    expect(won).toHaveLength(1)
    const lost = results.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({
      code: 'conflict',
      key: 'registry_already_decided',
      info: { params: { name: expect.stringMatching(/^Petugas \d$/) } },
    })
    const { rows } = await at.owner.query(
      `select count(*) as n from kernel.message where about_id = $1 and template <> 'registry.registration_received'`,
      [id],
    )
    expect(rows[0].n).toBe(1)
  })

  test('on what was seen before it changed is stale', async () => {
    const { id } = await sent()
    await expect(decide(id, { decision: 'approve', version: 7 })).rejects.toMatchObject({ code: 'stale' })
    await decide(id, { decision: 'approve', version: 1 })
  })

  test('sent twice with one key is one decision', async () => {
    const { id } = await sent()
    const call = at.call(at.officer, { idempotencyKey: 'decide-once-1' })
    const input = { registrationId: id, decision: 'approve' }
    expect(await execute(decideRegistration, input, call)).toEqual(
      await execute(decideRegistration, input, call),
    )
  })

  test('leaves an audit entry with the reason', async () => {
    const { id } = await sent()
    await decide(id, { decision: 'reject', reason: 'Bukan usaha' })
    const { history } = await execute(readCase, { registrationId: id }, at.call(at.officer))
    expect(history.map((item) => [item.operation, item.by, item.reason])).toEqual([
      ['registry.decide_registration', 'Petugas Banjarsari', 'Bukan usaha'],
      ['registry.register', 'Sri Wahyuni', null],
    ])
  })
})

describe('taking a decision back', () => {
  const takeBack = (registrationId: string, seconds: number, actor = at.officer) =>
    execute(undo, { registrationId }, at.call(actor, { now: later(3600 + seconds) }))

  test('within ten seconds: as before, and the message does not leave', async () => {
    const { id } = await sent()
    await decide(id, { decision: 'approve' })
    expect(await takeBack(id, 9)).toMatchObject({ state: 'submitted', undoUntil: null })
    expect(await rowOf(id)).toMatchObject({
      state: 'submitted',
      decision: null,
      business_state: 'submitted',
      verified_at: null,
    })
    expect((await messagesOf(id, 'approved')).map((message) => message.state)).toEqual(['cancelled'])
    expect((await messagesOf(id, 'received')).map((message) => message.state)).toEqual(['queued'])
    await decide(id, { decision: 'approve' })
  })

  test('not after ten seconds, not twice, not by others', async () => {
    const { id } = await sent()
    await decide(id, { decision: 'approve' })
    await expect(takeBack(id, 12)).rejects.toMatchObject({ key: 'registry_undo_too_late' })
    await expect(takeBack(id, 5, at.colleague)).rejects.toMatchObject({ key: 'registry_undo_not_yours' })
    await expect(takeBack(id, 5, at.foreigner)).rejects.toMatchObject({ code: 'not_found' })
    await takeBack(id, 5)
    await expect(takeBack(id, 5)).rejects.toMatchObject({ key: 'registry_nothing_to_undo' })
  })
})

describe('many at once', () => {
  test('each succeeds or fails by itself', async () => {
    const [good, done, far] = [await sent(), await sent(), await sent({ regionCode: elsewhere })]
    const desk = await provisionAtDesk(
      { pool: at.app, actor: at.officer },
      sampleRegistration({ name: 'Sendiri' }),
      '081255550002',
    )
    const stale = await sent({ name: 'Basi' })
    await decide(done.id, { decision: 'approve' }, at.colleague)
    const cases = [good.id, done.id, far.id, desk.id].map((registrationId) => ({ registrationId }))
    const { results } = await execute(
      decideRegistrations,
      { decision: 'approve', cases: [...cases, { registrationId: stale.id, version: 9 }] },
      at.call(at.officer),
    )
    expect(results.map((result) => (result.ok ? result.decided.state : result.code))).toEqual([
      'verified',
      'conflict',
      'not_found',
      'forbidden',
      'stale',
    ])
    expect((await rowOf(good.id)).state).toBe('verified')
    expect((await rowOf(far.id)).state).toBe('submitted')
    const { rows } = await at.owner.query(
      `select operation from kernel.audit_entry where subject_id = $1 order by at`,
      [good.id],
    )
    expect(rows.map((row) => row.operation)).toEqual(['registry.register', 'registry.decide_registration'])
    expect(await messagesOf(good.id, 'approved')).toHaveLength(1)
  })

  test('needs at least one and takes at most a hundred; returning needs the reason once', async () => {
    const { id } = await sent()
    const many = Array.from({ length: 101 }, () => ({ registrationId: id }))
    for (const cases of [[], many])
      await expect(
        execute(decideRegistrations, { decision: 'approve', cases }, at.call(at.officer)),
      ).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(
      execute(
        decideRegistrations,
        { decision: 'return', cases: [{ registrationId: id }] },
        at.call(at.officer),
      ),
    ).rejects.toMatchObject({ info: { fields: [{ path: 'reason' }] } })
  })
})

describe('closing', () => {
  test('the owner or an officer closes what is verified; then it is no longer active', async () => {
    const owner = await at.resident()
    const { id } = await sent({}, owner)
    const close = (actor: Actor) =>
      execute(deactivate, { registrationId: id, reason: 'Pindah kota' }, at.call(actor))
    await expect(close(owner)).rejects.toMatchObject({ key: 'registry_not_active' })
    await decide(id, { decision: 'approve' })
    await expect(close(await at.resident())).rejects.toMatchObject({ code: 'not_found' })
    expect(await close(owner)).toMatchObject({ state: 'inactive' })
    const businesses = await transaction(at.app, claimsOf(owner), 'read', async (db) => ({
      result: await listBusinessesOf(db, owner.accountId ?? ''),
    }))
    expect(businesses.map((business) => business.state)).toEqual(['inactive'])
  })
})
