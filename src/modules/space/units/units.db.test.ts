import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { requestBooking, reschedule } from '../bookings/operations.server.ts'
import { readCalendar } from '../calendar/operations.server.ts'
import { provisionSpace } from '../provision.server.ts'
import { at, day, now, refused, world } from '../testing/world.ts'

const here = await world()
let sri: Actor
beforeAll(async () => {
  sri = await here.resident()
})

/** A co-working space with two seats in one area and a room beside it. */
async function coworking() {
  const space = await provisionSpace({ pool: here.app, actor: here.manager, at: now }, { kind: 'coworking' })
  const add = async (kind: string, code: string, parentId: string | null = null) => {
    const { rows } = await here.owner.query<{ id: string }>(
      `insert into space.unit (space_id, kind, name, code, capacity, parent_id) values ($1, $2, $3, $3, 10, $4) returning id`,
      [space.id, kind, code, parentId],
    )
    return rows[0]?.id ?? ''
  }
  const area = await add('area', 'LT2')
  return {
    space,
    area,
    one: await add('seat', 'K-1', area),
    two: await add('seat', 'K-2', area),
    room: await add('room', 'POD'),
  }
}

const answers = { groupKind: 'person', name: 'Sri', purpose: 'meeting', attendees: 1 } as const
const book = (spaceId: string, unitId: string | undefined, from = 9, to = 11) =>
  here.run(requestBooking, sri, { spaceId, unitId, ...at(from, to), ...answers })
const lease = (spaceId: string, unitId: string, term: string) =>
  here.owner.query<{ id: string }>(
    `insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, created_at, updated_at)
     select u.space_id, u.id, u.span, '33.72.05.1010', 'active', 'permanent', 'direct', $3, 'Bu Darmi', now(), now()
     from space.unit u where u.id = $2 and u.space_id = $1 returning id`,
    [spaceId, unitId, term],
  )

describe('parts of a space', () => {
  test('do not stand in each other’s way; what holds them does', async () => {
    const { space, area, one, two, room } = await coworking()
    await book(space.id, one)
    await book(space.id, two)
    await book(space.id, room)
    for (const wanted of [one, area, undefined])
      expect((await refused(book(space.id, wanted, 10, 12))).key).toBe('space_refuse_taken')
    expect(await book(space.id, undefined, 12, 14)).toMatchObject({ unitKind: 'whole' })
    for (const wanted of [one, area, room])
      expect((await refused(book(space.id, wanted, 12, 13))).key).toBe('space_refuse_taken')
  })

  test('have calendars of their own', async () => {
    const { space, one, two } = await coworking()
    await book(space.id, one)
    const kinds = async (unitId: string | undefined) =>
      (
        await here.run(readCalendar, sri, { spaceId: space.id, from: day, to: day, unitId })
      ).days[0]?.segments.map(({ kind }) => kind)
    expect(await kinds(two)).toEqual(['free'])
    expect(await kinds(one)).toEqual(['free', 'taken', 'free'])
    expect(await kinds(undefined)).toEqual(['free', 'taken', 'free'])
  })

  test('a booking moves to another, and only to one of its space', async () => {
    const { space, one, two } = await coworking()
    const elsewhere = await coworking()
    const { id } = await book(space.id, one)
    await book(space.id, two)
    const to = (unitId: string, from = 9, until = 11) =>
      here.run(reschedule, sri, { bookingId: id, unitId, ...at(from, until) })
    expect((await refused(to(two))).key).toBe('space_refuse_taken')
    expect((await refused(to(elsewhere.one))).code).toBe('not_found')
    expect((await refused(to(randomUUID()))).code).toBe('not_found')
    expect(await to(two, 13, 15)).toMatchObject({ unitId: two, moves: 1 })
  })
})

describe('a long hire', () => {
  test('takes its unit on all days but those its holder let go', async () => {
    const { space, one, two } = await coworking()
    const { rows } = await lease(space.id, one, '[2026-11-01,2027-11-01)')
    expect((await refused(book(space.id, one))).key).toBe('space_refuse_taken')
    expect((await refused(book(space.id, undefined))).key).toBe('space_refuse_taken')
    await book(space.id, two)
    const letGo = (takenBack: string | null) =>
      here.owner.query(
        `insert into space.lease_day (lease_id, day, reason, let_go_at) values ($1, $2, 'holder', now())
         on conflict (lease_id, day) do update set taken_back_at = $3`,
        [rows[0]?.id, day, takenBack],
      )
    await letGo(null)
    await book(space.id, one)
    await expect(letGo(now)).rejects.toMatchObject({ constraint: 'lease_day_taken' })
  })

  test('never overlaps another, nor begins over what is booked', async () => {
    const { space, area, one, two } = await coworking()
    await lease(space.id, one, '[2026-12-01,2027-12-01)')
    for (const unit of [one, area])
      await expect(lease(space.id, unit, '[2027-11-30,2028-01-01)')).rejects.toMatchObject({
        constraint: 'lease_no_overlap',
      })
    await lease(space.id, one, '[2027-12-01,2028-12-01)')
    await book(space.id, two)
    await expect(lease(space.id, two, `[${day},2027-01-01)`)).rejects.toMatchObject({
      constraint: 'lease_over_booking',
    })
  })
})
