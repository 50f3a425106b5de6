import { beforeAll, describe, expect, it } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { callAs, person, staff } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { inventPast } from '../../../tests/support/invented-past.ts'
import {
  makeBooking,
  makeRegions,
  makeRegistration,
  makeSpace,
  makeVisit,
} from '../../../tests/support/past.ts'
import { percentile, slowFigure, type World } from '../../../tests/support/slow-figures.ts'
import type { IndicatorKey } from './figures/indicators.ts'
import { changeTarget, getFigure, listFigures } from './figures/operations.server.ts'
import { periodOf } from './figures/periods.ts'
import { readRecords } from './records/operations.server.ts'
import { readUnreported } from './reporting/operations.server.ts'

const database = await testDatabase()
const now = '2026-07-20T03:00:00Z'
const mangkubumen = '33.72.05.1010'
const nusukan = '33.72.05.1007'
const badak = '64.02.05.2001'

let hall: string
let studio: string
let eastern: string
let world: World

beforeAll(async () => {
  await makeRegions(database.owner, [
    { code: '33', name: 'Jawa Tengah' },
    { code: '33.72', name: 'Kota Surakarta' },
    { code: '33.72.05', name: 'Banjarsari' },
    { code: mangkubumen, name: 'Mangkubumen' },
    { code: nusukan, name: 'Nusukan' },
    { code: '64', name: 'Kalimantan Timur', zone: 'Asia/Makassar' },
    { code: '64.02', name: 'Kutai Kartanegara', zone: 'Asia/Makassar' },
    { code: '64.02.05', name: 'Muara Badak', zone: 'Asia/Makassar' },
    { code: badak, name: 'Badak Baru', zone: 'Asia/Makassar' },
  ])
  hall = (await makeSpace(database.owner, { region: mangkubumen, name: 'Sasono Krida' })).spaceId
  studio = (
    await makeSpace(database.owner, { region: nusukan, name: 'Sanggar Nusukan', weekdays: [1, 2, 3, 4, 5] })
  ).spaceId
  eastern = (await makeSpace(database.owner, { region: badak, name: 'Gerai Badak', zone: 'Asia/Makassar' }))
    .spaceId
  const places = [
    { spaceId: hall, region: mangkubumen },
    { spaceId: studio, region: nusukan },
    { spaceId: eastern, region: badak },
  ]
  const everyDay = [0, 1, 2, 3, 4, 5, 6]
  world = {
    past: inventPast(places, '2026-04-01T00:00:00Z', now),
    openings: [
      { region: mangkubumen, weekdays: everyDay },
      { region: nusukan, weekdays: [1, 2, 3, 4, 5] },
      { region: badak, weekdays: everyDay },
    ],
    now,
  }
  const { bookings, visits, registrations } = world.past
  for (const one of bookings) await makeBooking(database.owner, one)
  for (const one of visits) await makeVisit(database.owner, one)
  for (const one of registrations) await makeRegistration(database.owner, one)
})

const head = (region: string) => callAs(database.app, staff('head', region), { now })

describe('figures say what the records say', () => {
  it.each([
    [mangkubumen, 'month', '2026-06-10'],
    ['33.72', 'month', '2026-07-20'],
    ['33.72', 'week', '2026-05-20'],
    ['33.72', 'year', '2026-05-20'],
    [badak, 'day', '2026-06-03'],
    [badak, 'month', '2026-06-03'],
    ['33', 'month', '2025-02-01'],
  ] as const)('of %s in the %s of %s', async (region, period, on) => {
    const { figures } = await execute(listFigures, { region, period, on }, head(region))
    const span = periodOf(period, on)
    for (const figure of figures) {
      const naive = slowFigure(world, figure.indicator, region, span)
      expect(figure.count, figure.indicator).toBe(naive.count)
      if (naive.value === null) expect(figure.value, figure.indicator).toBeNull()
      else expect(figure.value, figure.indicator).toBeCloseTo(naive.value, 9)
    }
  })

  it('of the whole nation, each record by the clock of its own place', async () => {
    const span = periodOf('day', '2026-06-03')
    const { figures } = await execute(listFigures, { period: 'day', on: '2026-06-03' }, head(''))
    for (const figure of figures)
      expect(figure.count, figure.indicator).toBe(slowFigure(world, figure.indicator, '', span).count)
  })

  it('and the line shows each period as it stands alone', async () => {
    const { figures } = await execute(listFigures, { region: '33.72', on: '2026-07-20' }, head('33.72'))
    for (const { indicator, series } of figures)
      for (const step of series.filter((one) => one.value !== null))
        expect(step.value, `${indicator} ${step.from}`).toBeCloseTo(
          slowFigure(world, indicator, '33.72', step).value ?? -1,
          9,
        )
  })

  it('and its parts add up to the whole', async () => {
    const { figure, breakdowns } = await execute(
      getFigure,
      { indicator: 'requests', region: '33.72.05', on: '2026-06-01' },
      head('33.72'),
    )
    expect(breakdowns.map((one) => one.by).sort()).toEqual(['kind', 'region', 'state'])
    for (const { by, parts } of breakdowns)
      expect(
        parts.reduce((sum, part) => sum + part.count, 0),
        by,
      ).toBe(figure.count)
  })
})

describe('a figure opens to its records', () => {
  it.each(['visits', 'utilisation', 'waiting', 'refusals', 'requests'] as const)(
    'the list of %s is as long as the figure says',
    async (indicator) => {
      const call = head('33.72')
      const { figures } = await execute(listFigures, { region: '33.72', on: '2026-06-01' }, call)
      const figure = figures.find((one) => one.indicator === indicator)
      const seen: { id: string; amount: number }[] = []
      let after: string | undefined
      do {
        const page = await execute(
          readRecords,
          { indicator, region: '33.72', on: '2026-06-01', limit: 7, after },
          call,
        )
        expect(page.total).toBe(figure?.count)
        seen.push(...page.items)
        after = page.next ?? undefined
      } while (after)
      expect(seen).toHaveLength(figure?.count ?? -1)
      expect(new Set(seen.map((one) => one.id)).size).toBe(seen.length)
      if (indicator === 'visits')
        expect(seen.reduce((sum, one) => sum + one.amount, 0)).toBe(figure?.numerator)
      if (indicator === 'utilisation')
        expect(seen.reduce((sum, one) => sum + one.amount * 60, 0)).toBeCloseTo(figure?.numerator ?? -1, 6)
      if (indicator === 'waiting')
        expect(
          percentile(
            seen.map((one) => one.amount),
            0.9,
          ),
        ).toBeCloseTo(figure?.p90 ?? -1, 9)
    },
  )

  it.each(['visits', 'utilisation', 'waiting', 'refusals', 'requests'] as const)(
    'and each part of %s to its own',
    async (indicator) => {
      const call = head('33.72')
      const { breakdowns } = await execute(getFigure, { indicator, region: '33.72.05', period: 'year' }, call)
      expect(breakdowns.length).toBeGreaterThan(0)
      for (const { by, parts } of breakdowns)
        for (const part of parts) {
          const page = await execute(
            readRecords,
            { indicator, region: '33.72.05', period: 'year', by, part: part.part },
            call,
          )
          expect(page.total, `${by} ${part.part}`).toBe(part.count)
        }
    },
  )
})

describe('figures stay within the scope', () => {
  it('a lurah who asks for the city sees the kelurahan only', async () => {
    const wide = await execute(listFigures, { region: '33.72', period: 'year' }, head(mangkubumen))
    const own = await execute(listFigures, { region: mangkubumen, period: 'year' }, head(mangkubumen))
    expect(wide.figures.map((one) => one.count)).toEqual(own.figures.map((one) => one.count))
  })

  it.each([
    ['a visitor', anonymous, 'unauthenticated'],
    ['a resident', person(), 'forbidden'],
    ['an officer elsewhere', staff('officer', badak), 'not_found'],
  ] as const)('%s learns nothing', async (_, actor, code) => {
    const call = callAs(database.app, actor, { now })
    await expect(execute(listFigures, { region: mangkubumen }, call)).rejects.toMatchObject({ code })
    await expect(execute(readUnreported, { region: mangkubumen }, call)).rejects.toMatchObject({ code })
    await expect(
      execute(readRecords, { region: mangkubumen, indicator: 'visits' }, call),
    ).rejects.toMatchObject({ code })
    await expect(
      execute(getFigure, { region: mangkubumen, indicator: 'visits' }, call),
    ).rejects.toMatchObject({ code })
  })

  it('a space elsewhere is as if it had no records', async () => {
    const { figures } = await execute(listFigures, { spaceId: eastern, period: 'year' }, head('33.72'))
    expect(figures.map((one) => one.count)).toEqual([0, 0, 0, 0, 0])
  })

  it('an evaluator sees the records without what leads to a person', async () => {
    const call = callAs(database.app, staff('evaluator', '33.72'), { now })
    const { items } = await execute(readRecords, { indicator: 'requests', period: 'year' }, call)
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) expect(item).toMatchObject({ reference: null, href: null })
  })
})

describe('targets', () => {
  const setAs = (
    role: 'head' | 'officer',
    region: string,
    input: { indicator: IndicatorKey; region: string; value: number | null },
  ) => execute(changeTarget, input, callAs(database.app, staff(role, region), { now }))

  it('hold below the region they were set for, the nearest first', async () => {
    await setAs('head', '33.72', { indicator: 'utilisation', region: '33.72', value: 0.5 })
    const lurah = () =>
      execute(getFigure, { indicator: 'utilisation', region: mangkubumen }, head(mangkubumen))
    expect((await lurah()).figure.target).toBe(0.5)
    await setAs('head', mangkubumen, { indicator: 'utilisation', region: mangkubumen, value: 0.1 })
    expect((await lurah()).figure.target).toBe(0.1)
    await setAs('head', mangkubumen, { indicator: 'utilisation', region: mangkubumen, value: null })
    expect((await lurah()).figure.target).toBeNull()
  })

  it('are for those who lead, in their own region, within what makes sense', async () => {
    const input = { indicator: 'utilisation', region: '33.72', value: 0.5 } as const
    await expect(setAs('officer', '33.72', input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setAs('head', mangkubumen, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setAs('head', '33.72', { ...input, value: 7 })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(setAs('head', '33.72', { ...input, indicator: 'requests' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

it('names the spaces that have not reported', async () => {
  const silent = await makeSpace(database.owner, {
    region: nusukan,
    name: 'Balai Sunyi',
    since: '2026-07-01',
  })
  const { items } = await execute(readUnreported, { region: nusukan, on: '2026-07-20' }, head(nusukan))
  const found = items.find((one) => one.spaceId === silent.spaceId)
  expect(found).toMatchObject({ spaceName: 'Balai Sunyi', openDays: 20, visits: 0, unclosed: 0 })
  const past = world.past.bookings.filter(
    (one) => one.region === nusukan && one.state === 'approved' && one.end < now,
  ).length
  expect(items.find((one) => one.spaceId === studio)?.unclosed ?? 0).toBe(past)
})
