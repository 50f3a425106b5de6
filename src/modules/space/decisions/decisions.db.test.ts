import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { requestBooking } from '../bookings/operations.server.ts'
import { provisionBooking, provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, later, now, refused, world } from '../testing/world.ts'
import { decideBooking, listBookingCases, readBookingCase, undoBookingDecision } from './operations.server.ts'

const here = await world()
let room: Space
let hour = 8
let date = 0

beforeAll(async () => {
  room = await provisionSpace({ pool: here.app, actor: here.manager, at: now }, { approval: 'approved' })
})

/** A request for an hour nobody else asked for. */
async function asked(actor?: Actor, more: object = {}) {
  hour = hour >= 18 ? 8 : hour + 1
  if (hour === 8) date += 1
  const time = at(hour, hour + 1, `2026-12-${String(1 + date).padStart(2, '0')}`)
  return provisionBooking(
    { pool: here.app, actor: actor ?? (await here.resident()), at: now },
    { spaceId: room.id, ...time, ...more },
  )
}
const decide = (bookingId: string, ruling: object, actor = here.officer, when = later(3600)) =>
  here.run(decideBooking, actor, { bookingId, ...ruling }, { now: when })
const undo = (bookingId: string, when: string, actor = here.officer) =>
  here.run(undoBookingDecision, actor, { bookingId }, { now: when })
const messages = async (id: string) =>
  (
    await here.owner.query(
      `select template, state, body, not_before from kernel.message where about_id = $1 order by created_at`,
      [id],
    )
  ).rows

describe('a decision', () => {
  test('approves: state, waiting time in office minutes, and a message held for ten seconds', async () => {
    const { id } = await asked()
    const decided = await decide(id, { decision: 'approve', version: 1 })
    expect(decided).toMatchObject({
      state: 'approved',
      decision: 'approved',
      decidedByName: 'Petugas Banjarsari',
      version: 2,
    })
    expect(decided.undoUntil).toBe('2026-11-20T04:00:10Z')
    const { rows } = await here.owner.query('select waited_minutes from space.booking where id = $1', [id])
    expect(rows[0].waited_minutes).toBe(60)
    const message = (await messages(id)).at(-1)
    expect(message).toMatchObject({
      template: 'space.booking_approved',
      state: 'queued',
      not_before: '2026-11-20T04:00:10Z',
    })
    expect(message.body).toMatch(/\/pas\/[2-9A-Z]{8}/)
  })

  test('rejects with a picked reason that frees the time and reaches the person', async () => {
    const booking = await asked()
    await decide(booking.id, {
      decision: 'reject',
      reason: 'Ruang dipakai rapat kota.',
      reasonCode: 'government_use',
    })
    expect((await messages(booking.id)).at(-1).body).toContain('Ruang dipakai rapat kota.')
    const again = await provisionBooking(
      { pool: here.app, actor: await here.resident(), at: now },
      { spaceId: room.id, start: booking.start, end: booking.end },
    )
    expect(again.state).toBe('requested')
  })

  test.each([
    ['rejecting without a reason', { decision: 'reject' }, 'reason'],
    [
      'a reason nobody offers',
      { decision: 'reject', reason: 'Alasan', reasonCode: 'karangan' },
      'reasonCode',
    ],
    ['returning, which bookings do not know', { decision: 'return', reason: 'Lengkapi dulu' }, 'decision'],
  ])('%s is refused at the field', async (_, ruling, field) => {
    const { id } = await asked()
    expect((await refused(decide(id, ruling))).info.fields?.[0]?.path).toBe(field)
  })

  test('of two officers who decide at once the second learns of the first', async () => {
    const { id } = await asked()
    const outcomes = await Promise.allSettled([
      decide(id, { decision: 'approve' }),
      decide(id, { decision: 'approve' }, here.colleague),
    ])
    const lost = outcomes.filter((one) => one.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect(lost[0]?.reason).toMatchObject({ code: 'conflict', key: 'space_already_decided' })
  })

  test('a version that is no longer true is stale', async () => {
    const { id } = await asked()
    expect((await refused(decide(id, { decision: 'approve', version: 7 }))).code).toBe('stale')
  })

  test('nobody decides their own case', async () => {
    const { id } = await asked(here.officer)
    expect((await refused(decide(id, { decision: 'approve' }))).key).toBe('space_own_case')
    const file = await here.run(readBookingCase, here.officer, { bookingId: id })
    expect([file.own, file.decisions]).toEqual([true, []])
    expect((await decide(id, { decision: 'approve' }, here.colleague)).state).toBe('approved')
  })

  test('residents do not decide, staff elsewhere do not know, and the second factor is asked', async () => {
    const sri = await here.resident()
    const { id } = await asked(sri)
    expect((await refused(decide(id, { decision: 'approve' }, { ...sri, secondFactor: true }))).code).toBe(
      'forbidden',
    )
    expect((await refused(decide(id, { decision: 'approve' }, here.foreigner))).code).toBe('not_found')
    expect(
      (await refused(decide(id, { decision: 'approve' }, { ...here.officer, secondFactor: false }))).key,
    ).toBe('kernel_second_factor')
  })

  test('is too late once it has begun', async () => {
    const booking = await asked()
    expect(
      (await refused(decide(booking.id, { decision: 'approve' }, here.officer, booking.start))).key,
    ).toBe('space_already_begun')
  })
})

describe('taking a decision back', () => {
  test('within ten seconds: waiting again, and the message never leaves', async () => {
    const { id } = await asked()
    await decide(id, { decision: 'approve' })
    expect(await undo(id, later(3609))).toMatchObject({ state: 'requested', decision: null, decidedAt: null })
    expect((await messages(id)).at(-1)).toMatchObject({
      template: 'space.booking_approved',
      state: 'cancelled',
    })
    expect(
      (await decide(id, { decision: 'reject', reason: 'Tidak sesuai aturan' }, here.officer, later(3700)))
        .state,
    ).toBe('rejected')
  })

  test('not later, not by another, not twice', async () => {
    const { id } = await asked()
    await decide(id, { decision: 'approve' })
    expect((await refused(undo(id, later(3605), here.colleague))).key).toBe('space_undo_not_yours')
    expect((await refused(undo(id, later(3611)))).key).toBe('space_undo_too_late')
    await undo(id, later(3605))
    expect((await refused(undo(id, later(3606)))).key).toBe('space_nothing_to_undo')
  })

  test('of a rejection whose time somebody took meanwhile', async () => {
    const booking = await asked()
    await decide(booking.id, { decision: 'reject', reason: 'Tidak sesuai aturan' })
    await here.run(
      requestBooking,
      await here.resident(),
      { ...sampleAnswers, spaceId: room.id, start: booking.start, end: booking.end },
      { now: later(3603) },
    )
    expect((await refused(undo(booking.id, later(3605)))).key).toBe('space_undo_taken')
  })
})

describe('the inbox', () => {
  test('holds the waiting requests of the region by deadline, with filters, and none of elsewhere', async () => {
    const quiet = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Ruang Sepi', approval: 'approved', regionCode: '33.72.05.1003' },
    )
    const soon = await provisionBooking(
      { pool: here.app, actor: await here.resident(), at: now },
      { spaceId: quiet.id, ...at(14, 15, '2026-11-20'), name: 'Sanggar Pagi' },
    )
    const late = await provisionBooking(
      { pool: here.app, actor: await here.resident(), at: now },
      { spaceId: quiet.id, ...at(14, 15, '2026-12-30'), name: 'Sanggar Sore' },
    )
    const list = (actor: Actor, filter: object = {}, when = now) =>
      here.run(listBookingCases, actor, { region: '33.72.05.1003', ...filter }, { now: when })
    const both = await list(here.officer)
    expect(both.items.map((item) => item.id)).toEqual([soon.id, late.id])
    expect(both).toMatchObject({ waiting: 2, overdue: 0, next: null })
    expect(both.items[0]).toMatchObject({
      kind: 'space.booking',
      title: 'Sanggar Pagi',
      deadline: soon.start,
      missing: [],
    })
    const first = await list(here.officer, { limit: 1 })
    expect(
      (await list(here.officer, { limit: 1, after: first.next ?? '' })).items.map((item) => item.id),
    ).toEqual([late.id])
    expect((await list(here.officer, { overdue: true }, '2026-11-24T03:00:00Z')).items).toHaveLength(2)
    expect(
      (await list(here.officer, { search: late.reference.toLowerCase() })).items.map((item) => item.id),
    ).toEqual([late.id])
    expect((await list(here.officer, { search: '%' })).items).toEqual([])
    expect((await list(here.foreigner)).items).toEqual([])
    expect((await refused(list(await here.resident()))).code).toBe('forbidden')
  })

  test('a case shows the message word for word, and how often they came before', async () => {
    const sri = await here.resident()
    const name = { name: 'Sanggar yang Sendiri' }
    const [first, second] = [await asked(sri, name), await asked(sri, name)]
    await decide(first.id, { decision: 'approve' })
    const file = await here.run(readBookingCase, here.officer, { bookingId: second.id })
    expect(file.decisions).toEqual(['approve', 'reject'])
    expect(file.notices.reject).toContain('{reason}')
    expect(file.background).toEqual({ kept: 0, missed: 0, coming: 1 })
    await decide(second.id, { decision: 'approve' })
    expect((await messages(second.id)).at(-1).body).toBe(file.notices.approve)
  })
})
