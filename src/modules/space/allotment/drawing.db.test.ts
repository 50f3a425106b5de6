import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { refused, world } from '../testing/world.ts'
import { cancel, confirm, draw } from './office-operations.server.ts'
import { readApplication, readDraw } from './operations.server.ts'
import { after, rounds } from './testing/rounds.ts'
import { changeSize, verdictOf } from './testing/verify.ts'

const here = await world()
const { round, applicant, close } = rounds(here)
const head = {
  ...here.colleague,
  grants: [{ role: 'head' as const, region: '33.72.05', organisationId: null }],
}
const said = { word: 'dadu 4-8-2-1', wordSource: 'Empat dadu dilempar Bu RT' }

describe('the draw', () => {
  test('is signed, stands, and is what anybody computes from the public file', async () => {
    const { id, publicKey } = await round()
    const all = []
    for (let index = 0; index < 5; index++) all.push(await applicant(id, { wishes: ['place:A-2'] }))
    expect((await refused(here.run(draw, here.manager, { roundId: id, ...said }))).key).toBe(
      'allotment_wrong_state',
    )
    await close(id)
    const attempt = (more: object = {}) =>
      here.run(draw, here.manager, { roundId: id, ...said, ...more }, { now: after })
    expect((await refused(attempt({ word: 'a-b' }))).info.fields?.[0]?.path).toBe('word')
    expect((await refused(here.run(draw, here.officer, { roundId: id, ...said }, { now: after }))).code).toBe(
      'forbidden',
    )
    const both = await Promise.allSettled([attempt(), attempt({ word: 'dadu 9999' })])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const file = await here.run(readDraw, anonymous, { roundId: id })
    expect(file.publicKey).toBe(publicKey)
    expect(file.places[0]).toEqual({ place: 'A-2', number: file.order[0] })
    expect(await verdictOf(file, publicKey ?? '')).toEqual([])
    expect(await verdictOf(changeSize(file), publicKey ?? '')).toContain('weights')
    const winner = all.find(({ application }) => application.number === file.order[0])
    const slip = await here.run(readApplication, winner?.owner ?? anonymous, {
      applicationId: winner?.application.id,
    })
    expect(slip).toMatchObject({
      application: { state: 'placed', rank: 1, place: 'A-2' },
      drawn: { applicants: 5, tickets: 75, places: 3 },
    })
    await expect(
      here.owner.query(`update space.round set word = 'LAIN' where id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'round_is_fixed' })
    await expect(
      here.owner.query(`update space.application set rank = 9 where round_id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'application_is_fixed' })
  })

  test('first come and rotation need no word', async () => {
    for (const rule of ['first_come', 'rotation']) {
      const { id, publicKey } = await round({ rule }, ['A-1'])
      await applicant(id)
      await applicant(id)
      await close(id)
      await here.run(draw, here.manager, { roundId: id }, { now: after })
      const file = await here.run(readDraw, anonymous, { roundId: id })
      expect(file).toMatchObject({
        seed: null,
        commitment: null,
        order: [1, 2],
        places: [{ place: 'A-1', number: 1 }],
      })
      expect(await verdictOf(file, publicKey ?? '')).toEqual([])
    }
  })

  test('is confirmed by another person, after the appeals; a cancelled one never', async () => {
    const { id } = await round()
    await applicant(id)
    await close(id)
    const drawn = await here.run(draw, here.manager, { roundId: id, ...said }, { now: after })
    const late = { now: new Date(Date.parse(drawn.appealsUntil ?? '') + 1000).toISOString() }
    expect((await refused(here.run(confirm, head, { roundId: id }, { now: after }))).key).toBe(
      'allotment_appeals_open_until',
    )
    expect((await refused(here.run(confirm, here.manager, { roundId: id }, late))).key).toBe(
      'allotment_confirm_another',
    )
    expect((await here.run(confirm, head, { roundId: id }, late)).state).toBe('confirmed')
    expect(
      (await refused(here.run(cancel, here.manager, { roundId: id, reason: 'Terlambat' }, late))).key,
    ).toBe('allotment_wrong_state')
  })
})
