import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { cancel, requestBooking, reschedule } from '../bookings/operations.server.ts'
import { setHours } from '../places/operations.server.ts'
import { everyDay, provisionSpace, sampleAnswers } from '../provision.server.ts'
import { at, day, later, now, refused, world } from '../testing/world.ts'
import { millis } from '../time.ts'
import { listMisfits, readRegionTimeLine, readTimeLine } from './operations.server.ts'
import { refuseMove } from './rules.ts'

const here = await world()
let sri: Actor & { phone: string }
beforeAll(async () => {
  sri = await here.resident()
})

/** A co-working space with two seats beside the whole. */
async function coworking(more: object = {}) {
  const space = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { kind: 'coworking', ...more },
  )
  const seat = async (code: string) => {
    const { rows } = await here.owner.query<{ id: string }>(
      `insert into space.unit (space_id, kind, name, code, capacity) values ($1, 'seat', $2, $2, 2) returning id`,
      [space.id, code],
    )
    return rows[0]?.id ?? ''
  }
  return { space, one: await seat('K-1'), two: await seat('K-2') }
}
const answers = { groupKind: 'person', name: 'Sri', purpose: 'meeting', attendees: 1 } as const
const book = (spaceId: string, unitId: string | undefined, from: number, to: number, more: object = {}) =>
  here.run(requestBooking, sri, { spaceId, unitId, ...at(from, to), ...answers, ...more })
const board = async (spaceId: string) => {
  const found = await here.run(readTimeLine, here.officer, { spaceId, from: day, days: 1 })
  const [space] = found.spaces
  if (!space) throw new Error('no board')
  return space
}

test('the board has all units with their bookings, and those of the region stand beside each other', async () => {
  const { space, one, two } = await coworking()
  const { id } = await book(space.id, one, 9, 11)
  const found = await board(space.id)
  expect(found.units.map(({ kind, code }) => code ?? kind)).toEqual(['whole', 'K-1', 'K-2'])
  expect(found.bookings).toMatchObject([{ id, unitId: one, name: 'Sri Wahyuni', own: false }])
  const all = await here.run(readRegionTimeLine, here.officer, { from: day, days: 7 })
  expect(all.spaces.map((one) => one.id)).toContain(space.id)
  expect((await here.run(readRegionTimeLine, here.foreigner, { from: day })).spaces).toEqual([])
  expect((await refused(here.run(readTimeLine, sri, { spaceId: space.id, from: day }))).code).toBe(
    'forbidden',
  )
  expect(two).not.toBe(one)
})

test('the board judges every move as the server does', async () => {
  const { space, one, two } = await coworking({ bufferMinutes: 60 })
  const mover = await book(space.id, one, 9, 11)
  await book(space.id, two, 13, 14)
  await book(space.id, undefined, 17, 19, { groupKind: 'community', attendees: 50 })
  let agreed = 0
  for (const unitId of [one, two, space.id])
    for (const from of [7, 8, 10, 11.5, 12, 14, 15, 16, 19]) {
      const found = await board(space.id)
      const booking = found.bookings.find(({ id }) => id === mover.id)
      if (!booking) throw new Error('lost')
      const time = at(from, from + 2)
      const place = { unitId, start: millis(time.start), end: millis(time.end) }
      const expected = refuseMove(found, booking, place, millis(now))?.rule
      const answer = await here.run(reschedule, here.officer, { bookingId: mover.id, unitId, ...time }).then(
        () => undefined,
        (fault) => fault.info?.details?.rule ?? fault.code,
      )
      expect([unitId === one, from, answer]).toEqual([
        unitId === one,
        from,
        expected === 'not_offered' ? 'not_found' : expected,
      ])
      agreed += 1
    }
  expect(agreed).toBe(27)
})

describe('moved by staff', () => {
  test('an undecided request stays undecided, and its deadline stays', async () => {
    const { space } = await coworking({ approval: 'approved' })
    const asked = await here.run(requestBooking, sri, { spaceId: space.id, ...at(9, 11), ...sampleAnswers })
    const moved = await here.run(
      reschedule,
      here.officer,
      { bookingId: asked.id, ...at(13, 15) },
      { now: later(3600) },
    )
    expect(moved).toMatchObject({
      state: 'requested',
      deadline: asked.deadline,
      requestedAt: '2026-11-20T03:00:00Z',
      moves: 1,
    })
  })

  test('moving back before the person is told leaves one message, with the time that holds', async () => {
    const { space } = await coworking()
    const made = await book(space.id, undefined, 9, 11)
    await here.run(reschedule, here.officer, { bookingId: made.id, ...at(13, 15) })
    await here.run(reschedule, here.officer, { bookingId: made.id, ...at(9, 11) }, { now: later(5) })
    const { rows } = await here.owner.query(
      `select state, body from kernel.message where about_id = $1 and template = 'space.booking_moved' order by id`,
      [made.id],
    )
    expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'queued'])
    expect(rows[1]?.body).toContain('09.00–11.00')
  })

  test('more people than a unit has room for do not move into it', async () => {
    const { space, one } = await coworking()
    const made = await book(space.id, undefined, 9, 11, { attendees: 5 })
    expect(
      (await refused(here.run(reschedule, here.officer, { bookingId: made.id, unitId: one, ...at(9, 11) })))
        .key,
    ).toBe('space_refuse_too_many')
  })

  test('of two who drop on one place at once, one has it', async () => {
    const { space, one, two } = await coworking()
    const [a, b] = [await book(space.id, one, 9, 10), await book(space.id, two, 9, 10)]
    const drops = await Promise.allSettled(
      [a, b].map(({ id }) =>
        here.run(reschedule, here.officer, { bookingId: id, unitId: undefined, ...at(13, 14) }),
      ),
    )
    // Each moves within its own seat: both may. Onto one seat, one.
    expect(drops.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const onto = await Promise.allSettled(
      [a, b].map(({ id }) =>
        here.run(reschedule, here.officer, { bookingId: id, unitId: one, ...at(15, 16) }),
      ),
    )
    expect(onto.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

test('bookings that the hours of today would refuse are listed with the rule', async () => {
  const { space } = await coworking()
  const made = await book(space.id, undefined, 9, 11)
  const misfits = () =>
    here.run(listMisfits, here.officer, { spaceId: space.id, from: '2026-11-20', days: 60 })
  expect((await misfits()).items).toEqual([])
  await here.run(setHours, here.manager, { spaceId: space.id, openings: everyDay(12 * 60, 20 * 60) })
  expect((await misfits()).items).toMatchObject([{ rule: 'outside_hours', booking: { id: made.id } }])
  await here.run(cancel, here.officer, { bookingId: made.id, reason: 'Jam buka berubah' })
  expect((await misfits()).items).toEqual([])
})
