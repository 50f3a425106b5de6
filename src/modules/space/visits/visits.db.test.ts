import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { cancel, requestBooking } from '../bookings/operations.server.ts'
import { provisionBooking, provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, now, refused, world } from '../testing/world.ts'
import { checkInByCode, complete, missed, readPass } from './operations.server.ts'

const here = await world()
let hall: Space
let sri: Actor
let date = 1
beforeAll(async () => {
  hall = await provisionSpace({ pool: here.app, actor: here.manager, at: now })
  sri = await here.resident()
})

/** A booking from ten to twelve on a day of its own. */
async function booked(more: object = {}) {
  date += 1
  return provisionBooking(
    { pool: here.app, actor: sri, at: now },
    { spaceId: hall.id, ...at(10, 12, `2026-12-${String(date).padStart(2, '0')}`), ...more },
  )
}
const minutes = (from: string, count: number) => new Date(Date.parse(from) + count * 60_000).toISOString()
const arrive = (code: string, when: string, more: object = {}, actor = here.officer) =>
  here.run(checkInByCode, actor, { code, ...more }, { now: when })
const rule = async (attempt: Promise<unknown>) => (await refused(attempt)).key

describe('at the door', () => {
  test('the code, typed as people type, checks them in with the number of people', async () => {
    const booking = await booked()
    const typed = `${booking.reference.slice(0, 4).toLowerCase()}-${booking.reference.slice(4)} `
    const inside = await arrive(typed, minutes(booking.start, -5), {
      people: 17,
      how: 'qr',
      spaceId: hall.id,
    })
    expect(inside).toMatchObject({ state: 'checked_in', people: 17 })
    const { rows } = await here.owner.query(
      'select how, people, recorded_by from space.check_in where booking_id = $1',
      [booking.id],
    )
    expect(rows).toEqual([{ how: 'qr', people: 17, recorded_by: here.officer.accountId }])
    expect(await rule(arrive(booking.reference, booking.start))).toBe('space_arrival_already')
  })

  test('not hours before, not at another space, not a week later', async () => {
    const booking = await booked()
    expect(await rule(arrive(booking.reference, minutes(booking.start, -61)))).toBe('space_arrival_early')
    const other = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Ruang Lain' },
    )
    expect(await rule(arrive(booking.reference, booking.start, { spaceId: other.id }))).toBe(
      'space_arrival_elsewhere',
    )
    expect(await rule(arrive(booking.reference, minutes(booking.end, 8 * 24 * 60)))).toBe(
      'space_arrival_late',
    )
  })

  test('a code that is none, or of a cancelled booking', async () => {
    expect(await rule(arrive('22222222', now))).toBe('space_code_not_found')
    expect((await refused(arrive('kurang', now))).info.fields?.[0]?.key).toBe('space_field_code')
    const booking = await booked()
    await here.run(cancel, sri, { bookingId: booking.id })
    expect(await rule(arrive(booking.reference, booking.start))).toBe('space_arrival_not_valid')
  })

  test('only by staff of the region', async () => {
    const booking = await booked()
    expect((await refused(arrive(booking.reference, booking.start, {}, here.foreigner))).code).toBe(
      'not_found',
    )
    expect((await refused(arrive(booking.reference, booking.start, {}, sri))).code).toBe('forbidden')
    expect((await refused(arrive(booking.reference, booking.start, {}, anonymous))).code).toBe('not_found')
  })

  test('two scans at once count one visit', async () => {
    const booking = await booked()
    const outcomes = await Promise.allSettled([
      arrive(booking.reference, booking.start),
      arrive(booking.reference, booking.start),
    ])
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('afterwards', () => {
  test('the visit is completed and the count put right', async () => {
    const booking = await booked()
    await arrive(booking.reference, booking.start)
    const over = await here.run(
      complete,
      here.officer,
      { bookingId: booking.id, people: 23 },
      { now: booking.end },
    )
    expect(over).toMatchObject({ state: 'completed', people: 23, endedBy: 'staff' })
  })

  test('who does not come is missed after fifteen minutes, and the rest of the time is free', async () => {
    const booking = await booked()
    expect(
      await rule(
        here.run(missed, here.officer, { bookingId: booking.id }, { now: minutes(booking.start, 14) }),
      ),
    ).toBe('space_no_show_early')
    expect(
      (await here.run(missed, here.officer, { bookingId: booking.id }, { now: minutes(booking.start, 15) }))
        .state,
    ).toBe('no_show')
    const next = await here.run(
      requestBooking,
      await here.resident(),
      { ...sampleAnswers, spaceId: hall.id, start: minutes(booking.start, 60), end: booking.end },
      { now: minutes(booking.start, 20) },
    )
    expect(next.state).toBe('approved')
    expect(await rule(arrive(booking.reference, booking.end))).toBe('space_arrival_taken')
  })

  test('a visit recorded later counts on its own day', async () => {
    const booking = await booked()
    await here.run(missed, here.officer, { bookingId: booking.id }, { now: booking.end })
    const recorded = await arrive(booking.reference, minutes(booking.end, 24 * 60), { people: 9 })
    expect(recorded).toMatchObject({ state: 'completed', people: 9, checkedInAt: booking.start })
  })

  test('what figures read: bookings, visits, open minutes', async () => {
    const booking = await booked({ attendees: 7 })
    await arrive(booking.reference, booking.start, { people: 8 })
    const facts = await here.owner.query(
      'select day::text, minutes, minutes_used, state from space.v_booking_fact where id = $1',
      [booking.id],
    )
    expect(facts.rows).toEqual([
      { day: booking.start.slice(0, 10), minutes: 120, minutes_used: 120, state: 'checked_in' },
    ])
    const visits = await here.owner.query('select people from space.v_visit_fact where booking_id = $1', [
      booking.id,
    ])
    expect(visits.rows).toEqual([{ people: 8 }])
    const open = await here.owner.query(
      `select minutes from space.v_open_day where space_id = $1 and day = '2026-12-02'`,
      [hall.id],
    )
    expect(open.rows).toEqual([{ minutes: 720 }])
  })
})

describe('the pass', () => {
  test('opens with its code for anyone and says whether it is valid now', async () => {
    const booking = await booked()
    const pass = (when: string) => here.run(readPass, anonymous, { code: booking.reference }, { now: when })
    expect(await pass(now)).toMatchObject({
      validity: 'early',
      name: 'Sanggar Mekar Sari',
      spaceName: hall.name,
    })
    expect((await pass(booking.start)).validity).toBe('valid')
    expect((await pass(booking.end)).validity).toBe('over')
    expect(JSON.stringify(await pass(now))).not.toContain('+62813')
  })
})
