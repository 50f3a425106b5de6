import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { cancel, requestBooking, reschedule } from '../bookings/operations.server.ts'
import { provisionSpace } from '../provision.server.ts'
import { at, day, later, now, refused, world } from '../testing/world.ts'
import { addParts } from '../units/operations.server.ts'
import { acceptTime, offerFreed, readWait, waitForTime } from '../waiting/operations.server.ts'
import { acceptOffer, clearForEvent, previewClearing, readOffer, tellFreeAgain } from './operations.server.ts'
import { offerToken } from './queries.server.ts'

const here = await world()
const system: Actor = { ...anonymous, kind: 'system' }
let sri: Actor
let adi: Actor
beforeAll(async () => {
  sri = await here.resident()
  adi = await here.resident('Adi Nugroho')
})

async function coworking(count = 4) {
  const { id } = await provisionSpace({ pool: here.app, actor: here.manager, at: now }, { kind: 'coworking' })
  const { items } = await here.run(addParts, here.manager, { spaceId: id, kind: 'seat', prefix: 'K', count })
  return { id, seats: items.filter(({ kind }) => kind === 'seat').map((seat) => seat.id) }
}
const answers = { groupKind: 'person', name: 'Sri', purpose: 'meeting', attendees: 1 } as const
const book = (spaceId: string, unitId: string | undefined, from = 9, to = 11, actor = sri) =>
  here.run(requestBooking, actor, { spaceId, unitId, ...at(from, to), ...answers })
const event = {
  title: 'Bazar UMKM',
  groupKind: 'government',
  purpose: 'market',
  attendees: 100,
  booker: { name: 'Dinas Koperasi' },
}
const clear = (spaceId: string, seen: readonly string[], more: object = {}) =>
  here.run(clearForEvent, here.manager, { spaceId, ...at(8, 12), ...event, seen, ...more })
const lossOf = async (bookingId: string) => {
  const { rows } = await here.owner.query('select id from space.clearing_loss where booking_id = $1', [
    bookingId,
  ])
  return { lossId: rows[0].id as string, token: offerToken(rows[0].id) }
}
const stateOf = async (id: string) =>
  (await here.owner.query('select state, reason from space.booking where id = $1', [id])).rows[0]
const messages = async (template: string) =>
  (
    await here.owner.query('select body from kernel.message where template = $1 order by created_at', [
      template,
    ])
  ).rows.map(({ body }) => String(body))
const overlaps = async () =>
  (
    await here.owner.query(
      `select count(*)::int as n from space.booking a join space.booking b on a.space_id = b.space_id and a.id < b.id
         and a.span && b.span and a.blocked && b.blocked
       where a.state in ('requested', 'approved', 'checked_in') and b.state in ('requested', 'approved', 'checked_in')`,
    )
  ).rows[0].n

describe('an event clears its space', () => {
  test('what is in the way is seen first, ends with the name of the event, and is offered other times', async () => {
    const { id, seats } = await coworking()
    const one = await book(id, seats[0])
    await book(id, seats[1], 13, 15)
    const { bookings } = await here.run(previewClearing, here.manager, { spaceId: id, ...at(8, 12) })
    expect(bookings.map((booking) => booking.id)).toEqual([one.id])
    expect((await refused(clear(id, []))).key).toBe('cowork_clear_unseen')
    expect(await stateOf(one.id)).toMatchObject({ state: 'approved' })
    const made = await clear(id, [one.id])
    expect(made).toMatchObject({
      ended: 1,
      event: { state: 'approved', unitKind: 'whole', groupName: 'Bazar UMKM' },
    })
    expect(await stateOf(one.id)).toEqual({
      state: 'cancelled',
      reason: 'Ruang dipakai untuk kegiatan: Bazar UMKM',
    })
    expect((await messages('space.booking_cleared')).at(-1)).toContain('/ruang/ganti/')

    const key = await lossOf(one.id)
    expect((await refused(here.run(readOffer, adi, { lossId: key.lossId }))).code).toBe('not_found')
    const offer = await here.run(readOffer, anonymous, key)
    expect(offer.others).toHaveLength(3)
    expect(offer.others[0]).toEqual(at(12, 14))
    const taken = await here.run(acceptOffer, anonymous, { ...key, start: offer.others[0]?.start })
    expect(taken).toMatchObject({
      state: 'approved',
      unitId: seats[0],
      ...at(12, 14),
      bookerName: 'Sri Wahyuni',
    })
    expect(
      (await refused(here.run(acceptOffer, anonymous, { ...key, start: offer.others[1]?.start }))).key,
    ).toBe('cowork_offer_used')
    expect(await here.run(readOffer, anonymous, key)).toMatchObject({
      others: [],
      accepted: expect.stringContaining('/pesanan/'),
    })
  })

  test('the offer ends with its deadline, and of a time that is gone the next are told', async () => {
    const { id, seats } = await coworking()
    const one = await book(id, seats[0])
    await clear(id, [one.id])
    const key = await lossOf(one.id)
    await book(id, seats[0], 12, 14, adi)
    const gone = await refused(here.run(acceptOffer, anonymous, { ...key, start: at(12, 14).start }))
    expect(gone).toMatchObject({
      key: 'space_refuse_taken',
      info: { details: { alternatives: expect.any(Array) } },
    })
    const late = here.run(
      acceptOffer,
      anonymous,
      { ...key, start: at(14, 16).start },
      { now: later(49 * 3600) },
    )
    expect((await refused(late)).key).toBe('cowork_offer_over')
  })

  test('days of long hires are let go, and their holder has them back when the event is cancelled', async () => {
    const { id, seats } = await coworking()
    const { rows } = await here.owner.query(
      `insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, holder_phone, created_at, updated_at)
       select u.space_id, u.id, u.span, '33.72.05.1010', 'active', 'permanent', 'direct', '[2026-11-01,2027-11-01)', 'Bu Darmi',
         '+6281200000001', now(), now() from space.unit u where u.id = $1 returning id`,
      [seats[2]],
    )
    const leaseId = rows[0].id
    expect((await refused(clear(id, []))).key).toBe('cowork_clear_unseen')
    const made = await clear(id, [leaseId])
    expect(made.days).toBe(1)
    const days = async () =>
      (
        await here.owner.query(
          'select reason, taken_back_at is null as free from space.lease_day where lease_id = $1',
          [leaseId],
        )
      ).rows
    expect(await days()).toEqual([{ reason: 'cleared', free: true }])
    await here.run(cancel, here.manager, { bookingId: made.event.id, reason: 'Hujan deras' })
    expect(await days()).toEqual([{ reason: 'cleared', free: false }])
    await here.run(tellFreeAgain, system, {})
    expect((await messages('space.lease_day_free')).at(-1)).toContain('Bazar UMKM')
  })
})

test('whoever was just offered the time is told that an event has it, and cannot take it', async () => {
  const { id, seats } = await coworking(1)
  const taken = await book(id, seats[0])
  const waiting = { spaceId: id, unitId: seats[0], ...at(9, 11), ...answers }
  const { id: waitId } = await here.run(waitForTime, adi, waiting)
  await here.run(cancel, sri, { bookingId: taken.id })
  expect((await here.run(offerFreed, system, { spaceId: id }, { now: later(60) })).offered).toBe(1)
  await here.run(
    clearForEvent,
    here.manager,
    { spaceId: id, ...at(8, 12), ...event, seen: [] },
    { now: later(70) },
  )
  expect(await here.run(readWait, adi, { waitId })).toMatchObject({
    state: 'removed',
    reason: 'Ruang dipakai untuk kegiatan: Bazar UMKM',
  })
  expect((await messages('space.waiting_removed')).at(-1)).toContain('Bazar UMKM')
  const late = here.run(acceptTime, adi, { waitId }, { now: later(80) })
  expect((await refused(late)).key).toBe('series_offer_over')
})

describe('when the event does not take place', () => {
  test('those who took no other time have theirs back first, for a day', async () => {
    const { id, seats } = await coworking()
    const [one, two, three] = [
      await book(id, seats[0]),
      await book(id, seats[1], 9, 10),
      await book(id, seats[2], 10, 12),
    ]
    const { event: made } = await clear(id, [one.id, two.id, three.id])
    await here.run(acceptOffer, anonymous, { ...(await lossOf(two.id)), start: at(14, 15).start })
    await here.run(cancel, here.manager, { bookingId: made.id, reason: 'Hujan deras' })
    expect((await refused(book(id, seats[0], 9, 11, adi))).key).toBe('space_refuse_taken')
    await book(id, seats[1], 9, 10, adi)
    expect((await here.run(tellFreeAgain, system, {})).told).toBe(2)
    expect((await here.run(tellFreeAgain, system, {})).told).toBe(0)
    const key = await lossOf(one.id)
    expect((await here.run(readOffer, anonymous, key)).backUntil).toBe('2026-11-21T03:00:00Z')
    expect(await here.run(acceptOffer, anonymous, key)).toMatchObject({
      state: 'approved',
      unitId: seats[0],
      ...at(9, 11),
    })
    const tooLate = here.run(acceptOffer, anonymous, await lossOf(three.id), { now: later(25 * 3600) })
    expect((await refused(tooLate)).key).toBe('cowork_offer_over')
    expect(await overlaps()).toBe(0)
  })

  test('a moved event gives back what it no longer takes', async () => {
    const { id, seats } = await coworking()
    const [early, inside] = [await book(id, seats[0], 8, 9), await book(id, seats[1], 10, 11)]
    const { event: made } = await clear(id, [early.id, inside.id])
    await here.run(reschedule, here.manager, { bookingId: made.id, ...at(9, 12) })
    expect((await here.run(readOffer, anonymous, await lossOf(early.id))).backUntil).not.toBeNull()
    expect((await here.run(readOffer, anonymous, await lossOf(inside.id))).backUntil).toBeNull()
    await here.run(reschedule, here.manager, { bookingId: made.id, ...at(13, 16) })
    expect((await here.run(readOffer, anonymous, await lossOf(inside.id))).backUntil).not.toBeNull()
  })
})

describe('at the same moment', () => {
  test('cleared and booked: the event and a seat never both, whoever is first', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, seats } = await coworking(6)
      const outcomes = await Promise.allSettled([
        clear(id, []),
        ...seats.map((seat) => book(id, seat, 9, 11, adi)),
        clear(id, [], { title: 'Rapat besar' }),
      ])
      const [bazaar, meeting] = [outcomes[0], outcomes.at(-1)].map(
        (outcome) => outcome?.status === 'fulfilled',
      )
      const booked = outcomes.slice(1, -1).filter(({ status }) => status === 'fulfilled').length
      expect([bazaar, meeting].filter(Boolean).length).toBe(booked > 0 ? 0 : 1)
      expect(await overlaps()).toBe(0)
    }
  })

  test('two take the last free time: one has it', async () => {
    const { id, seats } = await coworking(1)
    const [one, two] = [await book(id, seats[0], 9, 10), await book(id, seats[0], 10, 11, adi)]
    await clear(id, [one.id, two.id])
    const start = at(12, 13).start
    const keys = await Promise.all([lossOf(one.id), lossOf(two.id)])
    const outcomes = await Promise.allSettled(
      keys.map((key) => here.run(acceptOffer, anonymous, { ...key, start })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(day).toBe('2026-11-28')
    expect(await overlaps()).toBe(0)
  })
})
