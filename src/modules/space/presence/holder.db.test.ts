import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { refused, world } from '../testing/world.ts'
import { comeToStall, listMyStalls, readPresence, recordPresence, saySales } from './operations.server.ts'
import { makeMarket, today, wib } from './testing/market.ts'

const here = await world()
let darmi: Actor
let yanto: Actor
beforeAll(async () => {
  darmi = await here.resident('Darmi')
  yanto = await here.resident('Yanto')
})
const market = (letGoMinute?: number | null) => makeMarket(here, darmi, letGoMinute)
const day = async ({ spaceId }: { spaceId: string }) =>
  (await here.run(readPresence, here.officer, { spaceId }, { now: wib(9) })).items

describe('the holder', () => {
  test('says at the stall that they are there; what the officer saw stands', async () => {
    const one = await market(null)
    const come = () => here.run(comeToStall, darmi, { leaseId: one.first }, { now: wib(7) })
    await come()
    expect((await day(one))[0]).toMatchObject({ state: 'present', how: 'holder' })
    await here.run(
      recordPresence,
      here.officer,
      { spaceId: one.spaceId, day: today, sights: [{ unitId: one.a1, state: 'other' }] },
      { now: wib(8) },
    )
    await come()
    expect((await day(one))[0]).toMatchObject({ state: 'other', how: 'round' })
    expect((await refused(here.run(comeToStall, yanto, { leaseId: one.first }, { now: wib(7) }))).code).toBe(
      'not_found',
    )
  })

  test('says what they sold: staff see the band, the amount is theirs alone', async () => {
    const one = await market()
    const say = (more: object, actor = darmi) =>
      here.run(saySales, actor, { leaseId: one.first, day: today, ...more }, { now: wib(13) })
    expect(await say({ band: 'to_250' })).toEqual({ day: today, band: 'to_250' })
    expect(await say({ amount: 612_500 })).toEqual({ day: today, band: 'to_1000' })
    const mine = async (actor: Actor) =>
      (await here.run(listMyStalls, actor, {}, { now: wib(13) })).items.find(
        ({ leaseId }) => leaseId === one.first,
      )
    expect((await mine(darmi))?.sales.at(-1)).toEqual({ day: today, band: 'to_1000', amount: 612_500 })
    expect(await mine(yanto)).toBeUndefined()
    expect((await refused(say({ band: 'none' }, here.officer))).code).toBe('forbidden')
    expect((await refused(say({}))).code).toBe('invalid_input')
    await say({ band: 'none' })
    expect((await mine(darmi))?.sales.at(-1)).toMatchObject({ band: 'none', amount: null })
  })

  test('keeps the amount from staff also where no operation stands between', async () => {
    const one = await market()
    await here.run(saySales, darmi, { leaseId: one.first, day: today, amount: 75_000 }, { now: wib(13) })
    const client = await here.app.connect()
    try {
      await client.query('begin')
      await client.query(
        `select set_config('app.scopes', '{33}', true), set_config('app.actor_id', $1, true)`,
        [here.officer.accountId],
      )
      const seen = async (table: string) =>
        (await client.query(`select from ${table} where account_id = $1`, [darmi.accountId])).rowCount
      expect(await seen('space.sales')).toBeGreaterThan(0)
      expect(await seen('space.sales_amount')).toBe(0)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
