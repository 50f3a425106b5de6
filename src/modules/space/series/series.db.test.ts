import { beforeAll, describe, expect, test } from 'vitest'
import { cancel, requestBooking, reschedule } from '../bookings/operations.server.ts'
import {
  decideBooking,
  listBookingCases,
  readBookingCase,
  undoBookingDecision,
} from '../decisions/operations.server.ts'
import { addClosure } from '../places/operations.server.ts'
import { provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, later, now, refused, world } from '../testing/world.ts'
import { bookSeries, cancelSeries, readSeries, readSeriesDates } from './operations.server.ts'

const here = await world()
let sri: Awaited<ReturnType<typeof here.resident>>
let hall: Space
beforeAll(async () => {
  sri = await here.resident()
  hall = await provisionSpace({ pool: here.app, actor: here.manager, at: now }, { maxDaysAhead: 60 })
})

const provide = (more: Parameters<typeof provisionSpace>[1] = {}) =>
  provisionSpace({ pool: here.app, actor: here.manager, at: now }, more)
const saturdays = ['2026-11-28', '2026-12-05', '2026-12-12', '2026-12-19']
const weekly = (space: Space, more: object = {}) => ({
  spaceId: space.id,
  first: '2026-11-28',
  from: 9 * 60,
  minutes: 120,
  repeat: 'week' as const,
  count: 4,
  ...more,
})
const ask = (space: Space, dates: string[], more: object = {}, actor = sri) =>
  here.run(bookSeries, actor, { ...weekly(space), ...sampleAnswers, dates, ...more })
const bookings = async (seriesId: string) =>
  (
    await here.owner.query(
      `select state, decision, lower(during) as start from space.booking where series_id = $1 order by during`,
      [seriesId],
    )
  ).rows
const told = async (id: string) =>
  (
    await here.owner.query(
      `select template, body from kernel.message where about_id = $1 order by created_at`,
      [id],
    )
  ).rows

describe('before it is sent', () => {
  test('every date is shown, and each exception with its rule', async () => {
    const space = await provide({ maxDaysAhead: 30 })
    await here.run(requestBooking, await here.resident(), {
      ...sampleAnswers,
      ...at(10, 12),
      spaceId: space.id,
    })
    await here.run(addClosure, here.manager, {
      spaceId: space.id,
      ...at(8, 20, '2026-12-05'),
      reason: 'Perbaikan',
    })
    const shown = await here.run(readSeriesDates, sri, weekly(space, { count: 5, leaveOut: ['2026-12-19'] }))
    expect(shown.rule).toBe('FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;COUNT=5')
    expect(shown.dates.map(({ date, state, refusedBy }) => [date, state, refusedBy])).toEqual([
      ['2026-11-28', 'refused', 'taken'],
      ['2026-12-05', 'refused', 'closure'],
      ['2026-12-12', 'free', null],
      ['2026-12-19', 'left_out', null],
      ['2026-12-26', 'refused', 'too_far'],
    ])
    expect(shown.dates[4]?.reason).toContain('30')
  })

  test('dates beyond the quota are told by it, and become free when others are taken out', async () => {
    const space = await provide({ quota: 2 })
    const states = async (leaveOut: string[]) =>
      (await here.run(readSeriesDates, sri, weekly(space, { leaveOut }))).dates.map(
        (one) => one.refusedBy ?? one.state,
      )
    expect(await states([])).toEqual(['free', 'free', 'quota', 'quota'])
    expect(await states(['2026-11-28'])).toEqual(['left_out', 'free', 'free', 'quota'])
  })
})

describe('a series', () => {
  test('is one request: its dates are bookings, what was left out is kept with why', async () => {
    await here.run(addClosure, here.manager, {
      spaceId: hall.id,
      ...at(8, 20, '2026-12-19'),
      reason: 'Pemilihan',
    })
    const made = await ask(hall, ['2026-11-28', '2026-12-05'])
    expect(made.dates.map(({ date, leftOut, booking }) => [date, leftOut ?? booking?.state])).toEqual([
      ['2026-11-28', 'approved'],
      ['2026-12-05', 'approved'],
      ['2026-12-12', 'chosen'],
      ['2026-12-19', 'closure'],
    ])
    expect(await told(made.id)).toMatchObject([{ template: 'space.series_approved' }])
    // Seen by its link without signing in, by nobody else.
    const token = new URL(`https://x${made.manage}`).searchParams.get('t') ?? ''
    expect(await here.run(readSeries, await here.resident(), { seriesId: made.id, token })).toMatchObject({
      id: made.id,
    })
    expect((await refused(here.run(readSeries, await here.resident(), { seriesId: made.id }))).code).toBe(
      'not_found',
    )
    expect(await here.run(readSeries, here.officer, { seriesId: made.id })).toMatchObject({ yours: false })
    expect((await refused(here.run(readSeries, here.foreigner, { seriesId: made.id }))).code).toBe(
      'not_found',
    )
  })

  test('is had as a whole or not at all; whoever was slower is told which dates are gone', async () => {
    const space = await provide()
    await here.run(requestBooking, await here.resident(), {
      ...sampleAnswers,
      ...at(10, 12, '2026-12-05'),
      spaceId: space.id,
    })
    const fault = await refused(ask(space, saturdays))
    expect(fault.key).toBe('series_dates_gone')
    expect(fault.info.details?.dates).toMatchObject([{ date: '2026-12-05', rule: 'taken' }])
    expect(
      (await here.owner.query('select 1 from space.booking where space_id = $1', [space.id])).rows,
    ).toHaveLength(1)
  })

  test('of many that overlap at once, no two have one date, and none has a part', async () => {
    const space = await provide()
    const people = await Promise.all(Array.from({ length: 12 }, () => here.resident()))
    const outcomes = await Promise.allSettled(
      people.map((person, index) =>
        index % 3 === 0
          ? here.run(requestBooking, person, {
              ...sampleAnswers,
              ...at(10, 12, saturdays[index % 4]),
              spaceId: space.id,
            })
          : ask(
              space,
              index % 2 === 0 ? saturdays : saturdays.slice(0, 3),
              { from: (8 + (index % 4)) * 60 },
              person,
            ),
      ),
    )
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' })
    const { rows } = await here.owner.query(
      `select count(*) filter (where exists (select from space.booking o where o.id <> b.id and o.space_id = b.space_id
           and o.during && b.during and o.state = 'approved'))::int as overlaps,
         (select count(*)::int from space.series r where r.space_id = $1
           and (select count(*) from space.booking o where o.series_id = r.id)
             <> (select count(*) from space.series_date d where d.series_id = r.id and d.booking_id is not null)) as parts
       from space.booking b where b.space_id = $1 and b.state = 'approved'`,
      [space.id],
    )
    expect(rows).toEqual([{ overlaps: 0, parts: 0 }])
  })

  test('keeps to the quota, also of two requests at once', async () => {
    const space = await provide({ quota: 3 })
    const person = await here.resident()
    const outcomes = await Promise.allSettled([
      ask(space, saturdays.slice(0, 2), {}, person),
      ask(space, saturdays.slice(0, 2), { from: 13 * 60 }, person),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const fault = await refused(ask(space, saturdays.slice(0, 2), { from: 16 * 60 }, person))
    expect(fault.info.details).toMatchObject({
      rule: 'quota',
      dates: [{ date: '2026-12-05', rule: 'quota' }],
    })
  })

  test('takes only dates of its rule', async () => {
    expect((await refused(ask(hall, ['2026-11-29']))).code).toBe('invalid_input')
    expect((await refused(ask(hall, ['2026-11-28'], { count: undefined }))).code).toBe('invalid_input')
  })
})

describe('an officer', () => {
  test('sees one case and decides all dates at once; an undo takes all back', async () => {
    const space = await provide({ approval: 'approved' })
    const made = await ask(space, saturdays)
    const { items } = await here.run(listBookingCases, here.officer, {
      limit: 50,
      search: sampleAnswers.name,
    })
    const mine = items.filter(({ id }) => made.dates.some(({ booking }) => booking?.id === id))
    expect(mine).toHaveLength(1)
    expect(mine[0]?.detail).toContain('dan 3 tanggal lagi')
    const bookingId = mine[0]?.id ?? ''
    const file = await here.run(readBookingCase, here.officer, { bookingId })
    expect(file.series?.starts).toHaveLength(4)
    expect(file.notices.approve).toContain('4 tanggal')
    await here.run(decideBooking, here.officer, {
      bookingId,
      decision: 'reject',
      reason: 'Dipakai kelurahan.',
      reasonCode: 'other',
    })
    expect((await bookings(made.id)).map(({ state }) => state)).toEqual(Array(4).fill('rejected'))
    await here.run(undoBookingDecision, here.officer, { bookingId }, { now: later(5) })
    expect((await bookings(made.id)).map(({ state }) => state)).toEqual(Array(4).fill('requested'))
    await here.run(decideBooking, here.officer, { bookingId, decision: 'approve' }, { now: later(20) })
    expect((await bookings(made.id)).map(({ state, decision }) => [state, decision])).toEqual(
      Array(4).fill(['approved', 'approved']),
    )
  })
})

describe('afterwards', () => {
  test('one date is moved, one given back, and then the rest', async () => {
    const space = await provide()
    const made = await ask(space, saturdays)
    const ids = made.dates.map(({ booking }) => booking?.id ?? '')
    await here.run(reschedule, sri, { bookingId: ids[1], ...at(9, 11, '2026-12-06') })
    await here.run(cancel, sri, { bookingId: ids[0] })
    const rest = await here.run(cancelSeries, sri, { seriesId: made.id, from: '2026-12-12' })
    expect(rest.dates.map(({ booking }) => booking?.state)).toEqual([
      'cancelled',
      'approved',
      'cancelled',
      'cancelled',
    ])
    expect(rest.dates[1]?.booking).toMatchObject({ moves: 1, ...at(9, 11, '2026-12-06') })
    await here.run(cancelSeries, sri, { seriesId: made.id })
    expect((await refused(here.run(cancelSeries, sri, { seriesId: made.id }))).key).toBe(
      'series_nothing_to_cancel',
    )
  })

  test('staff say why they cancel, and the booker is told once', async () => {
    const space = await provide()
    const made = await ask(space, saturdays)
    expect((await refused(here.run(cancelSeries, here.officer, { seriesId: made.id }))).code).toBe(
      'invalid_input',
    )
    await here.run(
      cancelSeries,
      here.officer,
      { seriesId: made.id, reason: 'Atap bocor.' },
      { now: later(60) },
    )
    const messages = await told(made.id)
    expect(messages.map(({ template }) => template)).toEqual([
      'space.series_approved',
      'space.series_cancelled',
    ])
    expect(messages[1]?.body).toContain('Atap bocor.')
  })
})
