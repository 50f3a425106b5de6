import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { refused, world } from '../testing/world.ts'
import { listAppealCases, readAppeal, ruleOnAppeal, undoAppealDecision } from './appeal-operations.server.ts'
import { sweepRounds } from './clock-operations.server.ts'
import { confirm, draw } from './office-operations.server.ts'
import { answerPlaceOffer, appealResult, listMyApplications, readApplication } from './operations.server.ts'
import { after, day, rounds } from './testing/rounds.ts'

const here = await world()
const { round, applicant, close, work, system } = rounds(here)
const head = {
  ...here.colleague,
  grants: [{ role: 'head' as const, region: '33.72.05', organisationId: null }],
}
const at = (from: string, milliseconds: number) => new Date(Date.parse(from) + milliseconds).toISOString()

/** A drawn first-come round of so many applicants for the given stalls: numbers are ranks. */
async function drawn(count: number, codes: readonly string[]) {
  const { id } = await round({ rule: 'first_come' }, codes)
  const all: Awaited<ReturnType<typeof applicant>>[] = []
  for (let index = 0; index < count; index++) all.push(await applicant(id))
  await close(id)
  const made = await here.run(draw, here.manager, { roundId: id }, { now: after })
  const read = async (index: number) => {
    const one = all[index]
    if (!one) throw new Error('no such applicant')
    const slip = await here.run(readApplication, one.owner, { applicationId: one.application.id })
    return slip.application
  }
  const act = (index: number, accept: boolean, now: string) => {
    const one = all[index]
    return here.run(
      answerPlaceOffer,
      one?.owner ?? system,
      { applicationId: one?.application.id, accept },
      { now },
    )
  }
  return { id, all, read, act, confirmedAt: at(made.appealsUntil ?? '', 1000) }
}
const leases = async (roundId: string) =>
  (
    await here.owner.query<{ state: string; code: string }>(
      `select l.state, u.code from space.place_offer o join space.lease l on l.id = o.lease_id join space.unit u on u.id = l.unit_id
       where o.round_id = $1 order by o.offered_at, u.code`,
      [roundId],
    )
  ).rows

describe('offers', () => {
  test('are made once confirmed; taken up they become leases with a number', async () => {
    const { id, read, act, confirmedAt } = await drawn(2, ['A-1', 'A-2'])
    await here.run(confirm, head, { roundId: id }, { now: confirmedAt })
    await work(confirmedAt)
    expect(await read(0)).toMatchObject({ state: 'offered', place: 'A-1', offer: { state: 'open' } })
    const twice = await Promise.allSettled([act(0, true, confirmedAt), act(0, false, confirmedAt)])
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await work(confirmedAt)
    await act(1, true, confirmedAt)
    await work(confirmedAt)
    expect(await read(1)).toMatchObject({ state: 'accepted', place: 'A-2' })
    const { rows } = await here.owner.query(
      `select l.state, l.number is not null as numbered, l.origin from space.lease l join space.place_offer o on o.lease_id = l.id
       where o.round_id = $1 and o.state = 'accepted' and l.unit_id in (select id from space.unit where code = 'A-2')`,
      [id],
    )
    expect(rows).toEqual([{ state: 'active', numbered: true, origin: 'allotment' }])
  })

  test('declined or not answered in time, a place goes to the next in line, and a late answer is refused', async () => {
    const { id, all, read, act, confirmedAt } = await drawn(4, ['A-1'])
    await here.run(confirm, head, { roundId: id }, { now: confirmedAt })
    await work(confirmedAt)
    await act(0, false, confirmedAt)
    await work(confirmedAt)
    expect([(await read(0)).state, (await read(1)).state]).toEqual(['declined', 'offered'])
    const late = at((await read(1)).offer?.expiresAt ?? '', 1000)
    expect((await refused(act(1, true, late))).key).toBe('allotment_offer_over')
    expect(await here.run(sweepRounds, system, {}, { now: late })).toEqual({ due: 1 })
    await work(late)
    expect([(await read(1)).state, (await read(2)).state, (await read(3)).state]).toEqual([
      'lapsed',
      'offered',
      'reserve',
    ])
    expect((await refused(act(1, true, late))).key).toBe('allotment_no_offer')
    expect(await leases(id)).toEqual([
      { state: 'declined', code: 'A-1' },
      { state: 'declined', code: 'A-1' },
      { state: 'offered', code: 'A-1' },
    ])
    const mine = await here.run(listMyApplications, all[2]?.owner ?? system, {})
    expect(mine.items).toMatchObject([{ state: 'offered', place: 'A-1' }])
  })

  test('an answer and the end of its time at one moment: the place has one way to go', async () => {
    const { id, read, act, confirmedAt } = await drawn(2, ['A-1'])
    await here.run(confirm, head, { roundId: id }, { now: confirmedAt })
    await work(confirmedAt)
    const { offer } = await read(0)
    const just = at(offer?.expiresAt ?? '', -1000)
    const late = at(offer?.expiresAt ?? '', 1000)
    await here.run(sweepRounds, system, {}, { now: late })
    await Promise.allSettled([act(0, true, just), work(late)])
    await work(late)
    const states = [(await read(0)).state, (await read(1)).state]
    expect([
      ['accepted', 'reserve'],
      ['lapsed', 'offered'],
    ]).toContainEqual(states)
    const held = (await leases(id)).filter(({ state }) => state === 'active' || state === 'offered')
    expect(held).toHaveLength(1)
  })
})

describe('appeals', () => {
  test('are decided by somebody who had no hand in it; upheld, the applicant comes first in line', async () => {
    const { id, all, read, confirmedAt } = await drawn(3, ['A-1'])
    const last = all[2]
    const applicationId = last?.application.id
    const appeal = () =>
      here.run(
        appealResult,
        last?.owner ?? system,
        { applicationId, message: 'Nomor saya keliru dicatat.' },
        { now: after },
      )
    const { appeal: made } = await appeal()
    expect((await refused(appeal())).key).toBe('allotment_already_appealed')
    expect((await refused(here.run(confirm, head, { roundId: id }, { now: confirmedAt }))).key).toBe(
      'allotment_appeals_undecided',
    )
    const appealId = made?.id
    const { items } = await here.run(listAppealCases, here.officer, {})
    expect(items.map((item) => item.id)).toContain(appealId)
    const rule = (actor: Actor, decision: string) =>
      here.run(ruleOnAppeal, actor, { appealId, decision, reason: 'Catatan diperiksa.' }, { now: after })
    expect((await refused(rule({ ...here.manager }, 'approve'))).key).toBe('allotment_appeal_another')
    expect((await here.run(readAppeal, here.manager, { appealId })).own).toBe(true)
    await rule(here.officer, 'reject')
    await here.run(undoAppealDecision, here.officer, { appealId }, { now: after })
    await rule(here.officer, 'approve')
    expect(await read(2)).toMatchObject({ state: 'reserve', firstInLine: true, appeal: { state: 'upheld' } })
    await here.run(confirm, head, { roundId: id }, { now: confirmedAt })
    await work(confirmedAt)
    const one = all[0]
    await here.run(
      answerPlaceOffer,
      one?.owner ?? system,
      { applicationId: one?.application.id, accept: false },
      { now: confirmedAt },
    )
    await work(confirmedAt)
    expect([(await read(1)).state, (await read(2)).state]).toEqual(['reserve', 'offered'])
  })

  test('are taken until their day, and not before the result', async () => {
    const { all, confirmedAt } = await drawn(1, ['A-1'])
    const late = here.run(
      appealResult,
      all[0]?.owner ?? system,
      { applicationId: all[0]?.application.id, message: 'Terlambat satu hari.' },
      { now: at(confirmedAt, day) },
    )
    expect((await refused(late)).key).toBe('allotment_appeals_over')
  })
})
