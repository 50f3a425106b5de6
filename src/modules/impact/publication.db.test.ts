import { beforeAll, describe, expect, it } from 'vitest'
import { anonymous, systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { callAs, staff } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import {
  makeBooking,
  makeRegions,
  makeRegistration,
  makeSpace,
  makeVisit,
} from '../../../tests/support/past.ts'
import { publishFigures, readPublicFigures, readUnpublished } from './publication/operations.server.ts'

const database = await testDatabase()
const now = '2026-07-20T03:00:00Z'
const village = '33.72.05.1010'
const visitor = callAs(database.app, anonymous, { now })
const walikota = callAs(database.app, staff('head', '33.72'), { now })
let hall: string
let shed: string

beforeAll(async () => {
  await makeRegions(database.owner, [
    { code: '33', name: 'Jawa Tengah' },
    { code: '33.72', name: 'Kota Surakarta' },
    { code: '33.72.05', name: 'Banjarsari' },
    { code: village, name: 'Mangkubumen' },
  ])
  hall = (await makeSpace(database.owner, { region: village, name: 'Sasono Krida' })).spaceId
  shed = (await makeSpace(database.owner, { region: village, name: 'Gubuk' })).spaceId
  for (let day = 1; day <= 28; day++) {
    const date = `2026-06-${String(day).padStart(2, '0')}`
    await makeVisit(database.owner, { spaceId: hall, region: village, at: `${date}T02:00:00Z`, people: 10 })
    await makeBooking(database.owner, {
      spaceId: hall,
      region: village,
      state: day % 7 === 0 ? 'rejected' : 'completed',
      start: `${date}T02:00:00Z`,
      end: `${date}T04:00:00Z`,
      requestedAt: `${date}T01:00:00Z`,
      deadline: `${date}T16:59:59Z`,
      decidedAt: `${date}T01:30:00Z`,
      decision: day % 7 === 0 ? 'rejected' : 'approved',
      reasonCode: day % 7 === 0 ? 'repairs' : null,
      waitedMinutes: 30,
    })
  }
  await makeVisit(database.owner, { spaceId: shed, region: village, at: '2026-06-10T02:00:00Z', people: 3 })
  await makeRegistration(database.owner, {
    region: village,
    state: 'submitted',
    submittedAt: '2026-05-03T02:00:00Z',
    deadline: '2026-05-06T16:59:59Z',
    decidedAt: null,
    decision: null,
    reasonCode: null,
    waitedMinutes: null,
  })
})

describe('publishing a month', () => {
  it('lists closed months that have records, until they are published', async () => {
    const { items } = await execute(readUnpublished, {}, callAs(database.app, systemActor('jobs'), { now }))
    expect(items).toEqual([
      { region: '33.72', month: '2026-05' },
      { region: '33.72', month: '2026-06' },
    ])
  })

  it('stores what anyone may see, and nothing that is small', async () => {
    await execute(publishFigures, { region: '33.72', month: '2026-06' }, walikota)
    const { cells, publishedAt, regionName } = await execute(readPublicFigures, {}, visitor)
    expect({ publishedAt, regionName }).toEqual({ publishedAt: now, regionName: 'Kota Surakarta' })
    const find = (indicator: string, measure: string, part = '') =>
      cells.find((cell) => cell.indicator === indicator && cell.measure === measure && cell.part === part)
        ?.value
    expect(find('visits', 'people')).toBe(283)
    // Three people in the shed: hidden, and the hall with it, for 283 less the hall's would be the shed's.
    expect(find('visits', 'people', shed)).toBeNull()
    expect(find('visits', 'people', hall)).toBeNull()
    // Four refusals: hidden with the approvals that would tell them, and so are their reasons.
    expect(find('waiting', 'booking.decided')).toBe(28)
    expect(find('refusals', 'booking.rejected')).toBeNull()
    expect(find('refusals', 'booking.rejected', 'repairs')).toBeNull()
    expect(find('waiting', 'booking.median_hours')).toBe(0.5)
    const { rows } = await database.owner.query(
      `select count(*)::int as small from impact.published_cell where value between 0.5 and 4.5 and measure ~ '^(people|bookings|booking|registration)(\\.(decided|rejected|on_time))?$'`,
    )
    expect(rows).toEqual([{ small: 0 }])
  })

  it('again replaces the month', async () => {
    await makeVisit(database.owner, {
      spaceId: hall,
      region: village,
      at: '2026-06-29T02:00:00Z',
      people: 17,
    })
    await execute(publishFigures, { region: '33.72', month: '2026-06' }, walikota)
    const { months, cells } = await execute(readPublicFigures, { region: '33.72' }, visitor)
    expect(months).toEqual(['2026-06'])
    expect(cells.find((cell) => cell.measure === 'people' && cell.part === '')?.value).toBe(300)
  })

  it('waits until the month is over', async () => {
    await expect(
      execute(publishFigures, { region: '33.72', month: '2026-07' }, walikota),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  it.each([
    ['a visitor', visitor, 'unauthenticated'],
    ['an officer', callAs(database.app, staff('officer', '33.72')), 'forbidden'],
    ['a lurah, who leads only a part of the city', callAs(database.app, staff('head', village)), 'forbidden'],
  ] as const)('is not for %s', async (_, call, code) => {
    await expect(execute(publishFigures, { region: '33.72', month: '2026-06' }, call)).rejects.toMatchObject({
      code,
    })
  })
})

it('answers where nothing was published', async () => {
  const figures = await execute(readPublicFigures, { region: '31.75' }, visitor)
  expect(figures).toMatchObject({ publishedAt: null, cells: [], months: [] })
})
