import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { now, refused, world } from '../testing/world.ts'
import {
  addRound,
  announce,
  applyAtDesk,
  changeRound,
  judgeClaim,
  listRoundApplications,
} from './office-operations.server.ts'
import {
  applyForPlace,
  listPublicRounds,
  readApplication,
  readList,
  readRound,
  withdrawApplication,
} from './operations.server.ts'
import { after, closing, day, during, plus, rounds, until } from './testing/rounds.ts'

const here = await world()
const { round, applicant, trader, close, market } = rounds(here)
const _head = {
  ...here.colleague,
  grants: [{ role: 'head' as const, region: '33.72.05', organisationId: null }],
}
const _said = { word: 'dadu 4-8-2-1', wordSource: 'Empat dadu dilempar Bu RT' }

describe('a round', () => {
  test('is prepared unseen, then announced with the hash of its seed and the key that will sign', async () => {
    const { space, unitIds } = await market()
    const draft = await here.run(addRound, here.manager, {
      spaceId: space.id,
      title: 'Lapak',
      unitIds,
      from: '2027-01-01',
      until: '2027-12-31',
      opensAt: now,
      appliesUntil: until,
      closesAt: closing,
    })
    expect(draft).toMatchObject({
      state: 'draft',
      commitment: null,
      places: [{ code: 'A-1' }, { code: 'A-2' }, { code: 'A-3' }],
    })
    expect((await refused(here.run(readRound, anonymous, { roundId: draft.id }))).code).toBe('not_found')
    const announced = await here.run(announce, here.manager, { roundId: draft.id })
    expect(announced.commitment).toMatch(/^[0-9a-f]{64}$/)
    expect(announced.publicKey).toHaveLength(44)
    expect((await here.run(readRound, anonymous, { roundId: draft.id })).phase).toBe('open')
    expect((await here.run(listPublicRounds, anonymous, {})).items.map(({ id }) => id)).toContain(draft.id)
    const { title, from, until: last } = draft
    const times = { opensAt: now, appliesUntil: until, closesAt: closing, version: announced.version }
    const edit = here.run(changeRound, here.manager, {
      roundId: draft.id,
      title,
      unitIds,
      from,
      until: last,
      ...times,
    })
    expect((await refused(edit)).key).toBe('allotment_already_announced')
  })

  test('gives no place that somebody has', async () => {
    const { space, unitIds } = await market(['A-1'])
    await here.owner.query(
      `insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, created_at, updated_at)
       select u.space_id, u.id, u.span, '33.72.05.1010', 'active', 'permanent', 'direct', '[2026-12-01,2027-02-01)', 'Bu Darmi', now(), now()
       from space.unit u where u.id = $1`,
      [unitIds[0]],
    )
    const times = {
      opensAt: now,
      appliesUntil: until,
      closesAt: closing,
      from: '2027-01-01',
      until: '2027-12-31',
    }
    const draft = await here.run(addRound, here.manager, {
      spaceId: space.id,
      title: 'Lapak',
      unitIds,
      ...times,
    })
    const fault = await refused(here.run(announce, here.manager, { roundId: draft.id }))
    expect(fault).toMatchObject({ key: 'allotment_places_held', info: { params: { places: 'A-1' } } })
  })

  test('what was announced stays, whoever asks: also the owner of the tables', async () => {
    const { id } = await round()
    for (const change of [
      `title = 'Lain'`,
      `weights = '{"base": 99}'`,
      `commitment = repeat('0', 64)`,
      `closes_at = closes_at + interval '1 day'`,
      `rule = 'first_come'`,
      `state = 'drawn'`,
    ])
      await expect(
        here.owner.query(`update space.round set ${change} where id = $1`, [id]),
      ).rejects.toMatchObject({
        code: '23514',
      })
    for (const act of [
      'delete from space.round_place where round_id = $1',
      'delete from space.round where id = $1',
    ])
      await expect(here.owner.query(act, [id])).rejects.toMatchObject({ constraint: 'round_is_fixed' })
  })
})

describe('applications', () => {
  test('are numbered as they arrive, tell the weight, and can be withdrawn and sent again', async () => {
    const { id } = await round()
    const one = await applicant(id, { wishes: ['place:A-2'] })
    const two = await applicant(id)
    expect([one.application.number, two.application.number]).toEqual([1, 2])
    expect(one.application).toMatchObject({
      state: 'applied',
      mine: true,
      parts: { base: 10, local: 5, weight: 15 },
    })
    expect(one.application.eligibility.every(({ ok }) => ok)).toBe(true)
    await here.run(withdrawApplication, one.owner, { applicationId: one.application.id }, { now: during })
    const again = await here.run(
      applyForPlace,
      one.owner,
      { roundId: id, businessId: one.businessId },
      { now: during },
    )
    expect(again.number).toBe(3)
  })

  test('come neither early nor late, nor twice, nor for somebody else, nor with wishes of another round', async () => {
    const { id } = await round()
    const { owner, businessId } = await trader()
    const attempt = (at: string, more: object = {}, actor = owner) =>
      here.run(applyForPlace, actor, { roundId: id, businessId, ...more }, { now: at })
    expect((await refused(attempt(now))).key).toBe('allotment_not_open_yet')
    expect((await refused(attempt(until))).key).toBe('allotment_applications_over')
    expect((await refused(attempt(during, { wishes: ['place:Z-9'] }))).info.fields?.[0]?.path).toBe('wishes')
    expect((await refused(attempt(during, { claims: ['need'] }))).info.fields?.[0]?.path).toBe('consent')
    expect((await refused(attempt(during, {}, await here.resident()))).info.fields?.[0]?.path).toBe(
      'businessId',
    )
    await attempt(during)
    expect((await refused(attempt(during))).key).toBe('allotment_already_applied')
  })

  test('of two sent at once for one owner, one is taken', async () => {
    const { id } = await round()
    const { owner, businessId } = await trader()
    const send = () => here.run(applyForPlace, owner, { roundId: id, businessId }, { now: during })
    const sent = await Promise.allSettled([send(), send(), send()])
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('staff enter somebody at the desk, never themselves', async () => {
    const { id } = await round()
    const { reference } = await trader()
    const entered = await here.run(applyAtDesk, here.officer, { roundId: id, reference }, { now: during })
    expect(entered).toMatchObject({ number: 1, atDesk: true, mine: false })
    expect(
      (
        await refused(
          here.run(applyAtDesk, here.officer, { roundId: id, reference: 'BRD-0000-00' }, { now: during }),
        )
      ).info.fields?.[0]?.path,
    ).toBe('reference')
    expect(
      (await refused(here.run(applyAtDesk, here.foreigner, { roundId: id, reference }, { now: during })))
        .code,
    ).toBe('forbidden')
  })

  test('claims count once an officer saw proof, until the list closes', async () => {
    const { id } = await round({}, ['A-1'])
    const claims = { claims: ['need', 'women', 'disability'], consent: true }
    const one = await applicant(id, claims)
    const two = await applicant(id, claims)
    const judge = (applicationId: string, kind: string, confirmed: boolean, reason?: string) =>
      here.run(judgeClaim, here.officer, { applicationId, kind, confirmed, reason }, { now: during })
    const capped = [
      await judge(one.application.id, 'need', true),
      await judge(one.application.id, 'women', true),
      await judge(one.application.id, 'disability', true),
    ]
    expect(capped.map(({ parts }) => parts.support)).toEqual([5, 8, 8])
    expect((await refused(judge(two.application.id, 'need', false))).info.fields?.[0]?.path).toBe('reason')
    const waiting = await here.run(listRoundApplications, here.officer, { roundId: id, show: 'to_check' })
    expect(waiting.items.map(({ number }) => number)).toEqual([2])
    await close(id)
    const slip = async (who: typeof one) =>
      here.run(readApplication, who.owner, { applicationId: who.application.id })
    expect((await slip(one)).application).toMatchObject({
      state: 'eligible',
      parts: { support: 8, weight: 23 },
    })
    expect((await slip(two)).application.parts.support).toBe(0)
    expect((await refused(judge(two.application.id, 'need', true))).key).toBe('allotment_list_closed')
  })
})

describe('closing', () => {
  test('fixes the list by its time, publishes its hash, and nothing changes it', async () => {
    const { id } = await round()
    const one = await applicant(id)
    expect(await close(id, plus(6 * day))).toEqual({ done: false })
    expect((await refused(here.run(readList, anonymous, { roundId: id }))).key).toBe(
      'allotment_not_closed_yet',
    )
    expect(await close(id)).toEqual({ done: true })
    const list = await here.run(readList, anonymous, { roundId: id })
    expect(list.applicants).toEqual([
      {
        number: 1,
        sector: 'food',
        wishes: [],
        any: true,
        weight: 15,
        factors: { local: true, support: 0, wins: 0, absences: 0, lastWin: null },
      },
    ])
    expect(JSON.stringify(list)).not.toContain(one.owner.name)
    const { owner, businessId } = await trader()
    expect(
      (await refused(here.run(applyForPlace, owner, { roundId: id, businessId }, { now: after }))).key,
    ).toBe('allotment_applications_over')
    const late = here.run(
      withdrawApplication,
      one.owner,
      { applicationId: one.application.id },
      { now: after },
    )
    expect((await refused(late)).key).toBe('allotment_list_closed')
    const columns = `round_id, number, region_code, business_id, business_name, owner_id, holder_name, any_place, state, received_at`
    for (const attempt of [
      `update space.round set list = '{}' where id = $1`,
      `update space.round set list_hash = repeat('0', 64) where id = $1`,
      `update space.application set weight = 99 where round_id = $1`,
      `update space.application set wishes = '{place:A-1}' where round_id = $1`,
      `update space.application set factors = '{}' where round_id = $1`,
      `delete from space.application where round_id = $1`,
      `insert into space.application_claim (application_id, kind, state) select id, 'need', 'told' from space.application where round_id = $1`,
      `insert into space.application (${columns}) select round_id, 99, region_code, business_id, business_name, kernel.new_id(), holder_name, true, 'applied', now() from space.application where round_id = $1`,
    ])
      await expect(here.owner.query(attempt, [id]), attempt).rejects.toMatchObject({ code: '23514' })
  })

  test('at the same moment as applications, each is on the list or refused, never between', async () => {
    const { id } = await round()
    const traders = await Promise.all(Array.from({ length: 6 }, () => trader()))
    const sent = await Promise.allSettled([
      ...traders.map(({ owner, businessId }) =>
        here.run(applyForPlace, owner, { roundId: id, businessId }, { now: during }),
      ),
      close(id),
    ])
    const taken = sent.slice(0, 6).filter(({ status }) => status === 'fulfilled').length
    expect((await here.run(readList, anonymous, { roundId: id })).applicants).toHaveLength(taken)
  })
})
