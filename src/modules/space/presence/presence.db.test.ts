import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { requestBooking } from '../bookings/operations.server.ts'
import { at, refused, world } from '../testing/world.ts'
import {
  comeToStall,
  decideStallDay,
  letGoAbsent,
  readFlags,
  readPresence,
  recordPermit,
  recordPresence,
} from './operations.server.ts'
import { type Market, makeMarket, today, wib } from './testing/market.ts'

const here = await world()
let darmi: Actor
let yanto: Actor
beforeAll(async () => {
  darmi = await here.resident('Darmi')
  yanto = await here.resident('Yanto')
})

const market = (letGoMinute?: number | null) => makeMarket(here, darmi, letGoMinute)

const see = (
  { spaceId }: Market,
  sights: { unitId: string; state: string; at?: string; note?: string; expected?: string }[],
  now = wib(8),
  day = today,
) => here.run(recordPresence, here.officer, { spaceId, day, sights }, { now })
const book = ({ spaceId }: Market, unitId: string, now: string, from = 6) =>
  here.run(
    requestBooking,
    yanto,
    {
      spaceId,
      unitId,
      ...at(from, 12, today),
      groupKind: 'person',
      name: 'Yanto',
      purpose: 'market',
      attendees: 1,
    },
    { now },
  )
const day = async ({ spaceId }: Market, now = wib(9)) =>
  (await here.run(readPresence, here.officer, { spaceId }, { now })).items
const decide = (leaseId: string, free: boolean, actor = darmi, now = wib(5)) =>
  here.run(decideStallDay, actor, { leaseId, day: today, free }, { now })
const outcome = async (told: ReturnType<typeof see>) => (await told).items.map((item) => item.outcome)

describe('a round', () => {
  test('lists the stalls in the order of the plan and keeps what was seen', async () => {
    const one = await market()
    expect(await day(one, wib(5))).toMatchObject([
      { code: 'A-1', name: 'Bu Darmi', state: null },
      { code: 'A-2', name: 'Pak Slamet' },
      { code: 'A-3', name: null, leaseId: null },
    ])
    expect(
      await outcome(
        see(one, [
          { unitId: one.a1, state: 'present' },
          { unitId: one.a2, state: 'other', note: 'Keponakan pemegang' },
          { unitId: one.spaceId, state: 'present' },
        ]),
      ),
    ).toEqual(['recorded', 'recorded', 'unknown'])
    expect((await day(one)).map(({ state, note }) => [state, note])).toEqual([
      ['present', null],
      ['other', 'Keponakan pemegang'],
      [null, null],
    ])
  })

  test('sent twice and late: the latest sight of each stall counts, whatever order they arrive in', async () => {
    const one = await market(null)
    const early = [{ unitId: one.a1, state: 'absent', at: wib(6) }]
    const late = [{ unitId: one.a1, state: 'present', at: wib(7) }]
    expect(await outcome(see(one, late))).toEqual(['recorded'])
    expect(await outcome(see(one, late))).toEqual(['unchanged'])
    expect(await outcome(see(one, early))).toEqual(['older'])
    expect((await day(one))[0]).toMatchObject({ state: 'present', at: wib(7) })
  })

  test('two rounds at once leave one record of each stall', async () => {
    const one = await market(null)
    const both = [one.a1, one.a2, one.a3]
    const round = (units: string[], state: string, minute: string) =>
      see(
        one,
        units.map((unitId) => ({ unitId, state, at: `2026-11-29T00:${minute}:00Z` })),
      )
    await Promise.all([round(both, 'absent', '10'), round([...both].reverse(), 'present', '20')])
    expect((await day(one)).map(({ state }) => state)).toEqual(['present', 'present', 'present'])
    const { rows } = await here.owner.query('select from space.presence where space_id = $1', [one.spaceId])
    expect(rows).toHaveLength(3)
  })

  test('not for a day without a market, not for one to come, not weeks later', async () => {
    const one = await market()
    const sights = [{ unitId: one.a1, state: 'present' }]
    const keys = [
      refused(see(one, sights, wib(8), '2026-11-28')),
      refused(see(one, sights, wib(8), '2026-12-06')),
      refused(see(one, sights, wib(8, '2026-12-20'), today)),
    ]
    expect((await Promise.all(keys)).map(({ key }) => key)).toEqual([
      'presence_not_open',
      'presence_day_refused',
      'presence_day_refused',
    ])
  })

  test('the permit, scanned, is a record of its holder', async () => {
    const one = await market()
    const scan = (permit: string) =>
      here.run(recordPermit, here.officer, { spaceId: one.spaceId, permit }, { now: wib(8) })
    expect(await scan(one.permit.toLowerCase())).toMatchObject({ stall: 'A-1', outcome: 'recorded' })
    expect((await day(one))[0]).toMatchObject({ state: 'present', how: 'permit' })
    expect((await refused(scan('tidak-ada'))).key).toBe('presence_permit_not_found')
  })
})

describe('empty days go to others', () => {
  test('when the holder says so; taken back only while nobody has them', async () => {
    const one = await market()
    expect((await refused(book(one, one.a1, wib(5)))).key).toBe('space_refuse_taken')
    await decide(one.first, true)
    expect((await day(one))[0]).toMatchObject({ letGo: 'holder' })
    await decide(one.first, false)
    expect((await refused(book(one, one.a1, wib(4)))).key).toBe('space_refuse_taken')
    await decide(one.first, true)
    await book(one, one.a1, wib(4))
    expect((await day(one))[0]).toMatchObject({ name: 'Yanto' })
    expect((await refused(decide(one.first, false))).key).toBe('presence_day_taken')
  })

  test('holder and another at the same moment: exactly one has the day', async () => {
    for (let round = 0; round < 4; round++) {
      const one = await market()
      await decide(one.first, true)
      const results = await Promise.allSettled([decide(one.first, false), book(one, one.a1, wib(5))])
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('from the hour of the rule, where the officer found nobody; the holder is told and may still come', async () => {
    const one = await market()
    await see(one, [{ unitId: one.a1, state: 'absent' }], wib(6))
    expect((await day(one))[0]).toMatchObject({ state: 'absent', letGo: null })
    const clock = () => here.run(letGoAbsent, systemActor('jobs'), {}, { now: wib(7) })
    expect((await clock()).days).toBeGreaterThanOrEqual(1)
    expect((await clock()).days).toBe(0)
    const stalls = await day(one)
    expect(stalls[0]).toMatchObject({ state: 'absent', letGo: 'absent' })
    expect(stalls[1]).toMatchObject({ letGo: null, state: null })
    expect((await refused(book(one, one.a2, wib(7), 8))).key).toBe('space_refuse_taken')
    const { rows } = await here.owner.query(`select body from kernel.message where about_id = $1`, [
      one.first,
    ])
    expect(rows).toHaveLength(1)
    expect(await outcome(see(one, [{ unitId: one.a1, state: 'present' }], wib(8)))).toEqual(['recorded'])
    expect((await day(one))[0]).toMatchObject({ state: 'present', letGo: null })
  })

  test('and somebody else may book the rest of it; then the holder comes too late', async () => {
    const one = await market()
    await see(one, [{ unitId: one.a1, state: 'absent' }], wib(7))
    await book(one, one.a1, wib(7), 8)
    expect((await day(one, wib(7)))[0]).toMatchObject({ name: 'Yanto', state: null })
    const blind = [{ unitId: one.a1, state: 'present', at: wib(7), expected: one.first }]
    expect(await outcome(see(one, blind, wib(9)))).toEqual(['taken'])
    expect((await day(one))[0]).toMatchObject({ name: 'Yanto', state: null })
    const late = here.run(comeToStall, darmi, { leaseId: one.first }, { now: wib(9) })
    expect((await refused(late)).key).toBe('presence_day_taken')
  })

  test('who said so beforehand is not counted as absent; whoever booked the day is looked for instead', async () => {
    const one = await market()
    await decide(one.first, true)
    await see(one, [{ unitId: one.a1, state: 'absent' }], wib(6))
    const facts = () =>
      here.owner.query<{ state: string }>('select state from space.v_presence_fact where space_id = $1', [
        one.spaceId,
      ])
    expect((await facts()).rows).toEqual([])
    await book(one, one.a1, wib(5))
    await see(one, [{ unitId: one.a1, state: 'present' }], wib(8))
    expect((await facts()).rows).toEqual([{ state: 'present' }])
    const { rows } = await here.owner.query('select state from space.booking where space_id = $1', [
      one.spaceId,
    ])
    expect(rows).toEqual([{ state: 'checked_in' }])
  })
})

describe('flags', () => {
  test('show who lets others trade and whose stall stands empty, with the days', async () => {
    const one = await market(null)
    for (const date of ['2026-11-08', '2026-11-15', '2026-11-22'])
      await see(
        one,
        [
          { unitId: one.a1, state: 'absent' },
          { unitId: one.a2, state: date === '2026-11-15' ? 'other' : 'present' },
        ],
        wib(8, date),
        date,
      )
    const { items } = await here.run(readFlags, here.officer, { spaceId: one.spaceId }, { now: wib(8) })
    expect(items).toMatchObject([
      { code: 'A-1', kind: 'empty', days: ['2026-11-22', '2026-11-15', '2026-11-08'], lastPresent: null },
      { code: 'A-2', kind: 'sublet', days: ['2026-11-15'], lastPresent: '2026-11-22' },
    ])
  })
})
