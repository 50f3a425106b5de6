import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { anonymous } from '#kernel/actor.ts'
import { holdSpace, requestBooking } from '../bookings/operations.server.ts'
import { everyDay, provisionSpace, timeOn } from '../provision.server.ts'
import { now, refused, world } from '../testing/world.ts'
import { addParts, readUnits } from '../units/operations.server.ts'
import {
  closeGuestBooks,
  getPresence,
  openGuestBook,
  readGuest,
  readGuestBook,
  signGuestIn,
  signGuestOut,
} from './operations.server.ts'

const here = await world()
let sri: Actor
beforeAll(async () => {
  sri = await here.resident()
})
const system: Actor = { ...anonymous, kind: 'system' }

/** KUKM Space: 08.00–15.30 WIB, three seats; now is Friday, 10.00. */
async function coworking(guestBook = true) {
  const made = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { kind: 'coworking', openings: everyDay(8 * 60, 15 * 60 + 30), openedOn: '2026-09-01', slotMinutes: 30 },
  )
  const seats = { spaceId: made.id, kind: 'seat', prefix: 'K', count: 3 }
  const { items } = await here.run(addParts, here.manager, seats)
  if (guestBook) await here.run(openGuestBook, here.manager, { spaceId: made.id, open: true })
  return { id: made.id, seats: items.filter(({ kind }) => kind === 'seat').map((seat) => seat.id) }
}
const come = (spaceId: string, more: object = {}, actor: Actor = anonymous, at = now) =>
  here.run(signGuestIn, actor, { spaceId, purpose: 'work', ...more }, { now: at })
const inside = async (spaceId: string, at = now) =>
  (await here.run(getPresence, anonymous, { spaceId, usual: false }, { now: at })).people
const stateOf = async (spaceId: string, seat: string | undefined, at = now) =>
  (await here.run(readUnits, anonymous, { spaceId }, { now: at })).items.find(({ id }) => id === seat)?.state

describe('the guest book', () => {
  test('takes a guest who says nothing but what for, and lets them sign out on their own phone', async () => {
    const { id } = await coworking()
    const guest = await come(id)
    expect(guest).toMatchObject({
      people: 1,
      name: null,
      until: '2026-11-20T08:30:00Z',
      how: 'door',
      leftAt: null,
    })
    await come(id, {
      people: 4,
      name: ' Bu  Darmi ',
      origin: 'Gilingan',
      sex: 'female',
      groupKind: 'community',
    })
    expect(await inside(id)).toBe(5)
    expect((await refused(here.run(readGuest, sri, { guestId: guest.id }))).code).toBe('not_found')
    const left = { guestId: guest.id, token: guest.token }
    const later = '2026-11-20T04:00:00.000Z'
    expect(await here.run(signGuestOut, anonymous, left, { now: later })).toMatchObject({ leftBy: 'guest' })
    expect(await here.run(signGuestOut, anonymous, left, { now: later })).toMatchObject({
      leftAt: '2026-11-20T04:00:00Z',
    })
    expect(await inside(id, later)).toBe(4)
    const { items } = await here.run(readGuestBook, here.officer, { spaceId: id })
    expect(items.map(({ name, people }) => [name, people]).sort()).toEqual(
      [
        ['Bu Darmi', 4],
        [null, 1],
      ].sort(),
    )
  })

  test('is open only where and when the space takes guests; staff may let somebody in', async () => {
    const closed = await coworking(false)
    expect((await refused(come(closed.id))).key).toBe('cowork_guest_no_book')
    const { id } = await coworking()
    const evening = '2026-11-20T12:00:00.000Z'
    expect((await refused(come(id, {}, anonymous, evening))).key).toBe('cowork_guest_closed')
    expect(await come(id, { how: 'desk' }, here.officer, evening)).toMatchObject({
      until: '2026-11-20T17:00:00Z',
    })
    expect((await refused(come(id, { how: 'desk' }))).code).toBe('unauthenticated')
    expect((await refused(come(id, { how: 'terminal' }, here.foreigner))).code).toBe('forbidden')
  })

  test('gives a seat until they leave or it is booked', async () => {
    const { id, seats } = await coworking()
    const [one, two] = seats
    const at = timeOn('2026-11-20', 13, 14)
    await here.run(requestBooking, sri, {
      spaceId: id,
      unitId: two,
      ...at,
      groupKind: 'person',
      name: 'Sri',
      purpose: 'meeting',
      attendees: 1,
    })
    const guest = await come(id, { unitId: one })
    expect(guest).toMatchObject({ unitId: one, seatUntil: '2026-11-20T08:30:00Z' })
    expect(await come(id, { unitId: two })).toMatchObject({ seatUntil: '2026-11-20T06:00:00Z' })
    expect(await stateOf(id, one)).toBe('taken')
    expect((await refused(come(id, { unitId: one }))).key).toBe('cowork_guest_seat_taken')
    const wanted = { spaceId: id, unitId: one, ...timeOn('2026-11-20', 11, 12) }
    expect((await refused(here.run(holdSpace, sri, wanted))).key).toBe('space_refuse_taken')
    await here.run(signGuestOut, anonymous, { guestId: guest.id, token: guest.token })
    expect(await stateOf(id, one)).toBe('free')
    await here.run(holdSpace, sri, wanted)
  })

  test('one seat, twenty guests at once: one sits', async () => {
    const { id, seats } = await coworking()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => come(id, { unitId: seats[0] })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await inside(id)).toBe(1)
  })

  test('an entry sent again is the same entry, also with another key and at once', async () => {
    const { id, seats } = await coworking()
    const entry = { guestId: randomUUID(), how: 'terminal', at: '2026-11-20T02:00:00Z', unitId: seats[1] }
    const sent = await Promise.all(Array.from({ length: 5 }, () => come(id, entry, here.officer)))
    expect(new Set(sent.map((guest) => guest.id))).toEqual(new Set([entry.guestId]))
    expect(await inside(id)).toBe(1)
    const late = { guestId: randomUUID(), how: 'terminal', at: '2026-11-20T02:30:00Z', unitId: seats[1] }
    expect(await come(id, late, here.officer)).toMatchObject({
      unitKind: 'whole',
      at: '2026-11-20T02:30:00Z',
    })
    const yesterday = await come(
      id,
      { guestId: randomUUID(), how: 'terminal', at: '2026-11-19T04:00:00Z' },
      here.officer,
    )
    expect(yesterday).toMatchObject({ leftAt: '2026-11-19T08:30:00Z', leftBy: 'system' })
    const tomorrow = { guestId: randomUUID(), how: 'terminal', at: '2026-11-21T04:00:00Z' }
    await expect(come(id, tomorrow, here.officer)).rejects.toMatchObject({
      info: { fields: [{ path: 'at' }] },
    })
  })

  test('closes with the space: who has not signed out has left, and the seat is free', async () => {
    const { id, seats } = await coworking()
    const guest = await come(id, { unitId: seats[0] })
    const evening = '2026-11-20T08:31:00.000Z'
    await here.run(closeGuestBooks, system, {}, { now: evening })
    const key = { guestId: guest.id, token: guest.token }
    expect(await here.run(readGuest, anonymous, key)).toMatchObject({
      leftAt: '2026-11-20T08:30:00Z',
      leftBy: 'system',
    })
    expect(await inside(id, evening)).toBe(0)
  })
})

describe('figures', () => {
  test('guests are visits, one row an entry, with all their people', async () => {
    const { id } = await coworking()
    await come(id, { people: 3 })
    await come(id)
    const { rows } = await here.owner.query(
      'select count(*)::int as entries, sum(people)::int as people from space.v_visit_fact where space_id = $1',
      [id],
    )
    expect(rows).toEqual([{ entries: 2, people: 4 }])
  })

  test('usual hours count the days on which nobody came', async () => {
    const { id } = await coworking()
    // One guest on one Friday of eight, 10.00–11.00.
    const guest = await come(id)
    await here.run(
      signGuestOut,
      anonymous,
      { guestId: guest.id, token: guest.token },
      { now: '2026-11-20T04:00:00.000Z' },
    )
    const { usual, weeks } = await here.run(
      getPresence,
      anonymous,
      { spaceId: id },
      { now: '2026-11-27T05:00:00.000Z' },
    )
    expect(weeks).toBe(8)
    const cell = (weekday: number, hour: number) =>
      usual.find((one) => one.weekday === weekday && one.hour === hour)
    expect(cell(5, 10)).toEqual({ weekday: 5, hour: 10, days: 8, people: 0.1 })
    expect(cell(5, 11)).toMatchObject({ people: 0 })
    expect(cell(1, 8)).toEqual({ weekday: 1, hour: 8, days: 8, people: 0 })
    expect(cell(1, 7)).toBeUndefined()
    expect(cell(1, 15)).toMatchObject({ days: 8 })
  })
})
