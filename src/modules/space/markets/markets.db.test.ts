import { describe, expect, test } from 'vitest'
import { holdSpace, requestBooking } from '../bookings/operations.server.ts'
import { readCalendar } from '../calendar/operations.server.ts'
import { grant, here, trader } from '../leases/testing/leases.ts'
import { provisionSpace } from '../provision.server.ts'
import { now, refused } from '../testing/world.ts'
import {
  exportPlan,
  getPlan,
  importPlan,
  previewImport,
  putMarketDays,
  putPlan,
} from './operations.server.ts'

let made = 0
const market = (more: object = {}) => {
  made += 1
  return provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { name: `Pasar Denah ${made}`, kind: 'market', ...more },
  )
}
const rect = (x: number, y = 1) => ({ x, y, w: 2, h: 2, r: 0 })
const stall = (code: string, x: number, more: object = {}) => ({ code, shape: rect(x), ...more })
const draw = (spaceId: string, stalls: object[], version = 0, more: object = {}) =>
  here.run(putPlan, here.manager, { spaceId, version, width: 40, height: 20, stalls, ...more })
const again = (plan: { stalls: { unitId: string; code: string; shape: object }[] }) =>
  plan.stalls.map(({ unitId, code, shape }) => ({ unitId, code, shape }))

describe('a plan', () => {
  test('is saved whole: stalls come, go and come back as the same', async () => {
    const { id } = await market()
    const first = await draw(id, [stall('A-1', 1), stall('A-2', 4), stall('A-10', 7)])
    expect(first.stalls.map(({ code, state }) => [code, state])).toEqual([
      ['A-1', 'free'],
      ['A-2', 'free'],
      ['A-10', 'free'],
    ])
    const second = await draw(id, again(first).slice(0, 1), first.version)
    expect(second.stalls).toHaveLength(1)
    const third = await draw(id, [...again(second), stall('A-2', 9)], second.version)
    expect(third.stalls[1]?.unitId).toBe(first.stalls[1]?.unitId)
  })

  test('two stalls may exchange their numbers', async () => {
    const { id } = await market()
    const first = await draw(id, [stall('A-1', 1), stall('A-2', 4)])
    const [one, two] = again(first)
    const second = await draw(
      id,
      [
        { ...one, code: 'A-2' },
        { ...two, code: 'A-1' },
      ],
      1,
    )
    expect(second.stalls.map(({ unitId }) => unitId)).toEqual([two?.unitId, one?.unitId])
  })

  test('with the ground of its zones; a form that cuts itself is refused', async () => {
    const { id } = await market()
    const zone = { code: 'z1', name: 'Kuliner', hue: 30, pattern: 'dots' }
    const area = [
      [0, 0],
      [9, 0],
      [9, 9],
    ]
    const odd = (points: number[][]) => [{ code: 'A-1', zone: 'z1', shape: { points } }]
    const saved = await draw(
      id,
      odd([
        [1, 1],
        [4, 1],
        [4, 4],
        [2, 2],
      ]),
      0,
      { zones: [{ ...zone, area }] },
    )
    expect(saved).toMatchObject({ zones: [{ area }], stalls: [{ zone: 'z1' }] })
    const bow = [
      [1, 1],
      [4, 4],
      [4, 1],
      [1, 4],
    ]
    const key = 'market_plan_crossing'
    expect((await refused(draw(id, odd(bow), 1, { zones: [zone] }))).info.fields).toEqual([
      { path: 'stalls.0.code', key },
    ])
    expect((await refused(draw(id, [], 1, { zones: [{ ...zone, area: bow }] }))).info.fields).toEqual([
      { path: 'zones.0.name', key },
    ])
  })

  test('saved by two at once, one of them is told', async () => {
    const { id } = await market()
    await draw(id, [stall('A-1', 1)])
    const tries = await Promise.allSettled([draw(id, [stall('B-1', 1)], 1), draw(id, [stall('C-1', 1)], 1)])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } })
    expect((await here.run(getPlan, here.manager, { spaceId: id })).stalls).toHaveLength(1)
  })

  test('keeps a stall that somebody holds, and refuses what cannot be', async () => {
    const { id } = await market()
    const plan = await draw(id, [
      stall('A-1', 1, { tenure: 'permanent' }),
      stall('A-2', 4, { tenure: 'permanent' }),
    ])
    await grant(plan.stalls[0]?.unitId, (await trader()).businessId, {
      from: '2026-11-20',
      until: '2027-10-31',
    })
    expect((await refused(draw(id, again(plan).slice(1), 1))).info.params).toEqual({ codes: 'A-1' })
    const states = (await here.run(getPlan, here.foreigner, { spaceId: id })).stalls.map(({ state }) => state)
    expect(states).toEqual(['leased', 'vacant'])
    const wrong = async (stalls: object[], more: object = {}) =>
      (await refused(draw(id, stalls, 1, more))).info.fields?.map(({ key }) => key)
    expect(await wrong([stall('A-1', 1), stall('A-1', 4)])).toContain('market_plan_code_twice')
    expect(await wrong([stall('A-1', 39)])).toContain('market_plan_outside')
    expect(await wrong([stall('A-1', 1, { zone: 'kuliner' })])).toContain('market_plan_zone_unknown')
    const elsewhere = await draw((await market()).id, [stall('A-1', 1)])
    expect((await refused(draw(id, again(elsewhere), 1))).code).toBe('not_found')
    expect(
      (
        await refused(
          here.run(putPlan, here.officer, { spaceId: id, version: 1, width: 9, height: 9, stalls: [] }),
        )
      ).code,
    ).toBe('forbidden')
  })

  test('a stall for the day is held by one and shown so; the stall beside it stays free', async () => {
    const { id } = await market({ minMinutes: 720, maxMinutes: 720 })
    const plan = await draw(id, [stall('A-1', 1), stall('A-2', 4)])
    const day = plan.days[1]?.day ?? ''
    const time = { start: `${day}T01:00:00Z`, end: `${day}T13:00:00Z` }
    const hold = { spaceId: id, unitId: plan.stalls[0]?.unitId, ...time }
    const [sri, joko] = await Promise.all([here.resident(), here.resident()])
    const tries = await Promise.allSettled([here.run(holdSpace, sri, hold), here.run(holdSpace, joko, hold)])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const states = async () =>
      (await here.run(getPlan, sri, { spaceId: id, day })).stalls.map(({ state }) => state)
    expect(await states()).toEqual(['held', 'free'])
    const answers = { groupKind: 'person', name: 'Sri', purpose: 'other', attendees: 1 }
    await here.run(requestBooking, sri, { spaceId: id, unitId: plan.stalls[1]?.unitId, ...time, ...answers })
    expect(await states()).toEqual(['held', 'taken'])
  })
})

describe('market days', () => {
  test('the first and third Sunday, and one given day; the calendar and the plan agree', async () => {
    const { id } = await market({ openings: [{ weekday: 7, from: 360, to: 720 }] })
    await here.run(putMarketDays, here.manager, {
      spaceId: id,
      weeks: [{ weekday: 7, weeks: [1, 3] }],
      dates: [{ day: '2026-12-24', from: 480, to: 960, note: 'Pasar malam Natal' }],
    })
    const plan = await here.run(getPlan, here.manager, { spaceId: id })
    expect(plan.days.slice(0, 4)).toEqual([
      { day: '2026-12-06', note: '' },
      { day: '2026-12-20', note: '' },
      { day: '2026-12-24', note: 'Pasar malam Natal' },
      { day: '2027-01-03', note: '' },
    ])
    const { days } = await here.run(readCalendar, here.manager, {
      spaceId: id,
      from: '2026-12-01',
      to: '2026-12-31',
    })
    const open = days
      .filter(({ segments }) => segments.some(({ kind }) => kind === 'free'))
      .map(({ date }) => date)
    expect(open).toEqual(['2026-12-06', '2026-12-20', '2026-12-24'])
  })
})

describe('a plan as GeoJSON', () => {
  test('goes out and comes back the same, and a changed stall is seen beforehand', async () => {
    const { id } = await market({ latitude: -7.5561, longitude: 110.8167 })
    await draw(id, [
      stall('A-1', 1),
      { code: 'A-2', shape: { ...rect(10, 8), r: 30 } },
      {
        code: 'A-3',
        shape: {
          points: [
            [20, 1],
            [24, 1],
            [22, 5],
          ],
        },
      },
    ])
    const file = await here.run(exportPlan, here.foreigner, { spaceId: id })
    const preview = (geojson: unknown) =>
      here.run(previewImport, here.manager, { spaceId: id, geojson: JSON.stringify(geojson) })
    expect(await preview(file)).toMatchObject({ added: [], changed: [], unchanged: 3, problems: [] })
    const other = structuredClone(file)
    Object.assign(other.features[0]?.properties ?? {}, { code: 'A-9' })
    Object.assign(other.features[1]?.properties ?? {}, { power: 'ya' })
    expect(await preview(other)).toMatchObject({ added: ['A-9'], changed: ['A-2'], unchanged: 1 })
    const plan = await here.run(importPlan, here.manager, {
      spaceId: id,
      version: 1,
      geojson: JSON.stringify(other),
    })
    expect(plan.stalls.map(({ code, power }) => [code, power])).toEqual([
      ['A-1', false],
      ['A-2', true],
      ['A-3', false],
      ['A-9', false],
    ])
  })
})
