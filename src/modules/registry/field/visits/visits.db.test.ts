import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { actorOf, provisionAccount, provisionRole } from '#modules/identity/provision.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { moveBusiness } from '../../moves/operations.server.ts'
import { readBusiness, readChanges, readProfile } from '../../profile/operations.server.ts'
import { provisionRegistration, sampleRegistration } from '../../provision.server.ts'
import { verifiedBusiness } from '../../testing/businesses.ts'
import { elsewhere, here, world } from '../../testing/world.ts'
import { readKit, sendFieldEntry } from '../operations.server.ts'
import type { FieldEntry } from '../schema.ts'
import {
  cancelFieldVisit,
  changeFieldVisit,
  listBusinessVisits,
  listFieldVisits,
  listVisitCandidates,
  listVisitOfficers,
  planFieldVisits,
  readFieldVisit,
  tellFieldVisit,
} from './operations.server.ts'
import type { VisitReport } from './schema.ts'

const at = await world()
const today = '2026-11-20'
const now = '2026-11-20T04:00:00Z'
const as = (actor: Actor, later = now) => at.call(actor, { now: later })
const idOf = (actor: Actor) => actor.accountId ?? ''

/** An officer of the whole city whom the register knows. */
const known = await transaction(
  at.app,
  { actorId: null, scopes: [], organisations: [], system: true },
  'write',
  async (db) => {
    const account = await provisionAccount(db, { name: 'Petugas Keliling', phone: '+6281290000001' })
    await provisionRole(db, { accountId: account.id, role: 'officer', region: '33.72' })
    return { result: account }
  },
)
const walker = await actorOf(at.app, known.id)

const plan = (businessIds: string[], more: object = {}, actor = at.officer, later = now) =>
  execute(planFieldVisits, { businessIds, day: today, assigneeId: idOf(actor), ...more }, as(actor, later))
const planned = async (more: Parameters<typeof verifiedBusiness>[1] = {}) => {
  const { businessId } = await verifiedBusiness(at, more)
  await plan([businessId])
  const [visit] = (await execute(listBusinessVisits, { businessId }, as(at.officer))).items
  if (!visit) throw new Error('not planned')
  return { businessId, visit }
}
const report = (visitId: string, more: object = {}): z.input<typeof VisitReport> => ({
  visitId,
  officerId: idOf(at.officer),
  revision: 1,
  outcome: 'visited',
  at: '2026-11-20T03:00:00Z',
  ...more,
})
const tell = (sent: z.input<typeof VisitReport>, actor = at.officer, later = now) =>
  execute(tellFieldVisit, sent, as(actor, later))
const kitOf = async (actor = at.officer, later = now) =>
  (await execute(readKit, { regions: false }, as(actor, later))).visits

/** What the officer of the whole city was told. */
const messages = async () =>
  (
    await at.owner.query<{ body: string }>(
      `select body from kernel.message where template = 'registry.visits_planned' and recipient = '+6281290000001' order by id`,
    )
  ).rows.map(({ body }) => body)

describe('planning', () => {
  test('puts the day on the phone of its officer, with the record as it is', async () => {
    const { visit } = await planned({ name: 'Warung Rencana', address: 'Jl. Melati 10' })
    expect(visit).toMatchObject({ day: today, assignee: 'Petugas Banjarsari', state: 'planned', times: 1 })
    const one = (await kitOf()).find(({ id }) => id === visit.id)
    expect(one).toMatchObject({
      name: 'Warung Rencana',
      address: 'Jl. Melati 10',
      businessState: 'verified',
      answers: { kind: 'business', name: 'Warung Rencana', regionCode: here },
    })
    expect(JSON.stringify(one)).not.toContain('nik')
    expect((await kitOf(at.colleague)).some(({ id }) => id === visit.id)).toBe(false)
  })

  test('by two at once sends one of them; the other is told of it', async () => {
    const { businessId } = await verifiedBusiness(at)
    const both = await Promise.all([
      plan([businessId], {}, at.officer),
      plan([businessId], {}, at.colleague),
      plan([businessId], {}, at.colleague),
    ])
    expect(both.map((done) => done.planned).sort()).toEqual([0, 0, 1])
    const { items } = await execute(listBusinessVisits, { businessId }, as(at.officer))
    expect(items).toHaveLength(1)
    const refused = both.find((done) => done.planned === 0)
    expect(refused?.results[0]).toMatchObject({ result: 'already' })
    expect(refused?.results[0]?.message).toContain(items[0]?.assignee)
  })

  test('is for officers of the place, of today and the next ninety days', async () => {
    const { businessId } = await verifiedBusiness(at)
    const foreign = await plan([businessId], {}, at.foreigner)
    expect(foreign).toMatchObject({ planned: 0, results: [{ result: 'refused', name: null }] })
    for (const day of ['2026-11-19', '2027-03-01'])
      await expect(plan([businessId], { day })).rejects.toMatchObject({ info: { fields: [{ path: 'day' }] } })
    await expect(plan([businessId], { assigneeId: randomUUID() })).rejects.toMatchObject({
      info: { fields: [{ path: 'assigneeId' }] },
    })
    await expect(plan([])).rejects.toMatchObject({ code: 'invalid_input' })
    const { items } = await execute(listVisitOfficers, { region: here }, as(at.officer))
    expect(items.map(({ name }) => name)).toEqual(['Petugas Banjarsari', 'Petugas Keliling'])
    expect((await plan([businessId], { assigneeId: known.id })).planned).toBe(1)
    expect((await kitOf(walker)).map(({ name }) => name)).toHaveLength(1)
    expect(await messages()).toEqual([
      expect.stringMatching(
        /^Petugas Banjarsari merencanakan kunjungan untuk Anda pada Jumat, 20 November 2026: 1 usaha\./,
      ),
    ])
  })

  test('tells no officer of what they planned themselves, nor who is already sent', async () => {
    const before = await messages()
    const { businessId } = await planned()
    await plan([businessId], { assigneeId: known.id })
    expect(await messages()).toEqual(before)
  })

  test('of what was missed gives it a new day; it stays one visit', async () => {
    const { businessId, visit } = await planned()
    const tomorrow = '2026-11-21T04:00:00Z'
    const missed = await execute(listFieldVisits, { show: 'missed' }, as(at.officer, tomorrow))
    expect(missed.items.map(({ id }) => id)).toContain(visit.id)
    expect(missed.missed).toBeGreaterThan(0)
    const again = await plan([businessId], { day: '2026-11-23' }, at.officer, tomorrow)
    expect(again).toMatchObject({ planned: 1, results: [{ result: 'again' }] })
    const { items } = await execute(listBusinessVisits, { businessId }, as(at.officer))
    expect(items).toMatchObject([{ id: visit.id, day: '2026-11-23', times: 2 }])
  })

  test('is changed and called off by who read the newest plan', async () => {
    const { visit } = await planned()
    const change = { visitId: visit.id, version: 1, day: '2026-11-25', assigneeId: known.id }
    await execute(changeFieldVisit, change, as(at.officer))
    await expect(execute(changeFieldVisit, change, as(at.officer))).rejects.toMatchObject({ code: 'stale' })
    await expect(
      execute(cancelFieldVisit, { visitId: visit.id, version: 2 }, as(at.foreigner)),
    ).rejects.toMatchObject({ code: 'not_found' })
    await execute(cancelFieldVisit, { visitId: visit.id, version: 2 }, as(at.officer))
    expect((await kitOf(walker)).some(({ id }) => id === visit.id)).toBe(false)
    // On the way without signal: what was done counts.
    const told = await tell({ ...report(visit.id), officerId: known.id }, walker)
    expect(told.state).toBe('visited')
  })
})

describe('businesses worth a visit', () => {
  test('wait for verification, or nobody changed or saw them for a year', async () => {
    const resident = await at.resident()
    const waiting = await provisionRegistration(
      { pool: at.app, actor: resident },
      sampleRegistration({ name: 'Warung Menunggu' }),
    )
    const { businessId } = await verifiedBusiness(at, { name: 'Warung Lama' })
    await at.owner.query(`update registry.business set updated_at = '2025-06-01' where id = $1`, [businessId])
    const find = async (need: 'verification' | 'old', actor = at.officer) =>
      (await execute(listVisitCandidates, { need, region: here, limit: 100 }, as(actor))).items
    expect((await find('verification')).map(({ id }) => id)).toContain(waiting.subjectId)
    expect((await find('old')).map(({ id }) => id)).toEqual([businessId])
    await plan([businessId])
    expect((await find('old'))[0]?.visit).toMatchObject({ day: today, missed: false })
    const [visit] = (await execute(listBusinessVisits, { businessId }, as(at.officer))).items
    await tell(report(visit?.id ?? ''))
    expect(await find('old')).toEqual([])
    expect((await execute(listVisitCandidates, { need: 'old' }, as(at.foreigner))).items).toEqual([])
  })
})

describe('what an officer tells', () => {
  test('counts once, however often and by whomever it is sent', async () => {
    const { visit } = await planned()
    const sent = report(visit.id, { outcome: 'not_found', note: 'Tutup' })
    const all = await Promise.all([tell(sent), tell(sent), tell(sent)])
    for (const one of all) expect(one).toMatchObject({ state: 'not_found', revision: 1 })
    // An old one that arrives late; a later one sets it right.
    await tell(report(visit.id, { revision: 2, outcome: 'moved', note: 'Pindah ke Manahan' }))
    expect(await tell(sent)).toMatchObject({ state: 'moved', revision: 2 })
    const told = await execute(readFieldVisit, { visitId: visit.id }, as(at.head))
    expect(told).toMatchObject({
      toldBy: 'Petugas Banjarsari',
      toldNote: 'Pindah ke Manahan',
      toldAt: '2026-11-20T03:00:00Z',
    })
    const other = report(visit.id, { officerId: idOf(at.colleague) })
    await expect(tell(other, at.colleague)).rejects.toMatchObject({ key: 'field_visit_told_already' })
  })

  test('by two at once is the first one’s', async () => {
    const { visit } = await planned()
    const both = await Promise.allSettled([
      tell(report(visit.id)),
      tell(report(visit.id, { officerId: idOf(at.colleague), outcome: 'refused' }), at.colleague),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is theirs, of a place of theirs', async () => {
    const { visit } = await planned()
    await expect(tell(report(visit.id), at.colleague)).rejects.toMatchObject({ code: 'forbidden' })
    const foreign = report(visit.id, { officerId: idOf(at.foreigner) })
    await expect(tell(foreign, at.foreigner)).rejects.toMatchObject({ code: 'not_found' })
    await expect(execute(readFieldVisit, { visitId: visit.id }, as(at.foreigner))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await execute(listFieldVisits, {}, as(at.foreigner))).items).toEqual([])
  })
})

describe('a form sent from a visit', () => {
  const form = async (
    visitId: string,
    businessId: string,
    answers: Parameters<typeof sampleRegistration>[0] = {},
  ): Promise<z.input<typeof FieldEntry>> => {
    const { version, name } = await execute(readBusiness, { businessId }, as(at.officer))
    return {
      entryId: visitId,
      visitId,
      officerId: idOf(at.officer),
      revision: 1,
      baseVersion: version,
      capturedAt: '2026-11-20T03:00:00Z',
      answers: sampleRegistration({ name, ...answers }),
      consent: true,
    }
  }
  const send = (sent: z.input<typeof FieldEntry>) => execute(sendFieldEntry, sent, as(at.officer))

  test('changes the business once, and its history says which visit', async () => {
    const { businessId, visit } = await planned({ name: 'Warung Kunjungan' })
    const sent = await form(visit.id, businessId, { address: 'Jl. Baru 7', workers: 9 })
    const receipts = await Promise.allSettled([send(sent), send(sent)])
    expect(receipts.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await send(sent)).toMatchObject({ state: 'verified', revision: 1 })
    const profile = await execute(readProfile, { businessId }, as(at.officer))
    expect(profile).toMatchObject({ address: 'Jl. Baru 7' })
    const { items } = await execute(readChanges, { businessId }, as(at.officer))
    expect(items.filter(({ reason }) => reason === 'Kunjungan lapangan 20 November 2026')).toHaveLength(2)
    const { rows } = await at.owner.query('select from registry.registration where business_id = $1', [
      businessId,
    ])
    expect(rows).toHaveLength(1)
  })

  test('is refused as stale with the record as it is, when the office changed it meanwhile', async () => {
    const { businessId, visit } = await planned({ name: 'Warung Basi' })
    const sent = await form(visit.id, businessId, { address: 'Jl. Jalanan 1' })
    await at.owner.query(
      `update registry.business set address = 'Jl. Kantor 1', version = version + 1 where id = $1`,
      [businessId],
    )
    await expect(send(sent)).rejects.toMatchObject({
      code: 'stale',
      info: { details: { current: { address: 'Jl. Kantor 1' }, state: 'verified' } },
    })
    const merged = { ...sent, revision: 2, baseVersion: (sent.baseVersion ?? 0) + 1 }
    expect(await send(merged)).toMatchObject({ revision: 2 })
  })

  test('does not move it to another village, nor reach a business of elsewhere', async () => {
    const { businessId, visit } = await planned()
    const moved = await form(visit.id, businessId, { regionCode: '33.72.05.1012' })
    await expect(send(moved)).rejects.toMatchObject({ info: { fields: [{ path: 'answers.regionCode' }] } })
    const foreign = execute(sendFieldEntry, { ...moved, officerId: idOf(at.foreigner) }, as(at.foreigner))
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  })

  test('of a business that left for another office is no longer possible, its visit still told', async () => {
    const { businessId, visit } = await planned()
    const { version } = await execute(readBusiness, { businessId }, as(at.officer))
    await execute(
      moveBusiness,
      { businessId, version, regionCode: elsewhere, address: 'Jl. Baru 2', reason: 'Pindah kota.' },
      as({ ...at.officer, grants: [...at.officer.grants, ...at.foreigner.grants] }),
    )
    expect((await kitOf()).some(({ id }) => id === visit.id)).toBe(false)
    expect(await tell(report(visit.id, { outcome: 'moved' }))).toMatchObject({ state: 'moved' })
    const { items } = await execute(listFieldVisits, { show: 'told' }, as(at.officer))
    expect(items.find(({ id }) => id === visit.id)).toMatchObject({ address: null, state: 'moved' })
  })
})
