import { describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { claimsOf } from '#kernel/execute.server.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { keyOf } from '../../../../tests/support/actors.ts'
import { addClosure } from '../places/operations.server.ts'
import { everyDay, provisionSpace, sampleAnswers } from '../provision.server.ts'
import { at, now, refused } from '../testing/world.ts'
import { readBooking, requestBooking } from './operations.server.ts'
import { ask, decided, hall, here, rule, sri, stored } from './testing/bookings.ts'

describe('a request within the rules', () => {
  test('is accepted at once where the space says so, with code, message and audit', async () => {
    const booking = await ask(sri, at(8, 10))
    expect(booking).toMatchObject({
      state: 'approved',
      start: '2026-11-28T01:00:00Z',
      end: '2026-11-28T03:00:00Z',
      groupName: 'Sanggar Mekar Sari',
      bookerName: 'Sri Wahyuni',
      bookerPhone: sri.phone,
      decision: 'approved',
      source: 'web',
    })
    expect(booking.reference).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/)
    const { rows } = await here.owner.query(
      'select body, recipient from kernel.message where about_id = $1',
      [booking.id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0].recipient).toBe(sri.phone)
    expect(rows[0].body).toContain('Sabtu, 28 November 2026, 08.00–10.00 WIB')
    const audit = await here.owner.query(
      'select operation, region_code from kernel.audit_entry where subject_id = $1',
      [booking.id],
    )
    expect(audit.rows).toEqual([{ operation: 'space.request_booking', region_code: '33.72.05.1010' }])
  })

  test('waits for an officer where the space says so, with a deadline of one working day', async () => {
    // Asked on Friday at ten: decided by the end of Monday.
    const booking = await ask(sri, at(8, 9), {}, decided)
    expect(booking).toMatchObject({ state: 'requested', decision: null, deadline: '2026-11-23T16:59:59Z' })
  })

  test('the deadline is never after it begins', async () => {
    const early = await here.run(requestBooking, await here.resident(), {
      ...sampleAnswers,
      spaceId: decided.id,
      ...at(14, 15, '2026-11-20'),
    })
    expect(early.deadline).toBe('2026-11-20T07:00:00Z')
  })

  test('the same request sent twice with one key makes one booking', async () => {
    const twice = () =>
      here.run(
        requestBooking,
        sri,
        { ...sampleAnswers, ...at(16, 17), spaceId: hall.id },
        { idempotencyKey: 'satu-kunci' },
      )
    const [first, second] = [await twice(), await twice()]
    expect(second).toEqual(first)
    const { rows } = await here.owner.query(
      'select count(*) from space.booking where during = tstzrange($1, $2)',
      [at(16, 17).start, at(16, 17).end],
    )
    expect(rows[0].count).toBe(1)
  })
})

describe('every refusal names its rule', () => {
  test.each([
    ['a time that is over', at(8, 10, '2026-11-19'), 'past'],
    ['today, where a day of notice is asked', at(15, 16, '2026-11-20'), 'too_soon'],
    ['beyond the horizon', at(8, 10, '2027-02-28'), 'too_far'],
    ['before opening', at(7, 9), 'outside_hours'],
    ['after closing', at(19, 21), 'outside_hours'],
    ['across midnight', at(19, 26), 'outside_hours'],
    ['off the raster', at(8.5, 10), 'slots'],
    ['half a slot long', at(11, 11.5), 'slots'],
    ['longer than allowed', at(10, 16), 'too_long'],
  ])('%s', async (_, time, expected) => {
    expect(await rule(ask(sri, time))).toBe(expected)
  })

  test('a weekday on which it is closed, and alternatives on other days', async () => {
    const weekdays = everyDay(480, 1200).filter((hours) => hours.weekday <= 5)
    const office = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Ruang Hari Kerja', openings: weekdays },
    )
    const fault = await refused(ask(sri, at(8, 10), {}, office))
    expect([fault.code, fault.key]).toEqual(['conflict', 'space_refuse_closed_day'])
    expect(fault.info.details?.alternatives).toEqual([
      at(18, 20, '2026-11-27'),
      at(17, 19, '2026-11-27'),
      at(16, 18, '2026-11-27'),
    ])
  })

  test('a public holiday that the space keeps', async () => {
    const office = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Ruang Libur', closedOnHolidays: true },
    )
    expect(await rule(ask(sri, at(8, 10, '2026-12-25'), {}, office))).toBe('holiday')
    await ask(sri, at(8, 10, '2026-12-25'))
  })

  test('a closure, and the buffer after somebody else', async () => {
    await here.run(addClosure, here.manager, {
      spaceId: hall.id,
      ...at(8, 12, '2026-11-30'),
      reason: 'Cat dinding',
    })
    expect(await rule(ask(sri, at(11, 13, '2026-11-30')))).toBe('closure')
    await ask(await here.resident(), at(10, 11), {}, decided)
    expect(await rule(ask(sri, at(11, 12), {}, decided))).toBe('taken')
  })

  test('more people than it holds, at the field', async () => {
    const fault = await refused(ask(sri, at(11, 12), { attendees: 201 }))
    expect(fault.info.fields).toEqual([
      { path: 'attendees', key: 'space_field_capacity', params: { capacity: 200 } },
    ])
  })

  test('a draft does not exist for residents, an archived space is not offered', async () => {
    await here.owner.query(`insert into space.space (slug, kind, name, region_code, zone, address, capacity, opened_on, created_at, updated_at)
      values ('rahasia', 'hall', 'Rahasia', '33.72.05.1010', 'Asia/Jakarta', 'Jalan', 10, '2026-01-01', now(), now())`)
    expect((await refused(ask(sri, at(8, 9), { spaceId: 'rahasia' }))).code).toBe('not_found')
    const old = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Gedung Lama' },
    )
    await here.owner.query(`update space.space set state = 'archived' where id = $1`, [old.id])
    expect(await rule(ask(sri, at(8, 9), {}, old))).toBe('not_offered')
  })

  test('the desk only; registered groups only', async () => {
    const desk = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Ruang Meja', who: 'desk' },
    )
    expect(await rule(ask(sri, at(8, 9), {}, desk))).toBe('desk_only')
    const groups = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Ruang Kelompok', who: 'registered' },
    )
    expect(await rule(ask(sri, at(8, 9), {}, groups))).toBe('registered_only')
  })

  test('the quota of open bookings, also when both requests come at once', async () => {
    const joko = await here.resident('Joko')
    const times = [
      at(8, 9, '2026-12-01'),
      at(10, 11, '2026-12-01'),
      at(12, 13, '2026-12-01'),
      at(14, 15, '2026-12-01'),
      at(16, 17, '2026-12-01'),
    ]
    const outcomes = await Promise.allSettled(times.map((time) => ask(joko, time, {}, decided)))
    const rules = outcomes
      .filter((one) => one.status === 'rejected')
      .map((one) => one.reason.info.details.rule)
    expect(rules).toEqual(['quota', 'quota', 'quota'])
  })
})

describe('bad input', () => {
  test.each([
    ['no time', { start: undefined }],
    ['a time that is none', { start: 'besok' }],
    ['the end before the start', { start: at(10, 11).start, end: at(8, 9).start }],
    ['a name of one letter', { name: 'x' }],
    ['a purpose we do not know', { purpose: 'pesta' }],
    ['nobody', { attendees: 0 }],
    ['half a person', { attendees: 1.5 }],
    ['a note like a book', { note: 'x'.repeat(501) }],
    ['an unknown space', { spaceId: '../../etc' }],
    ['a NUL byte', { name: 'a\u0000b' }],
  ])('%s is refused at the field, never a failure of ours', async (_, more) => {
    const fault = await refused(
      here.run(requestBooking, sri, { ...sampleAnswers, ...at(11, 12), spaceId: hall.id, ...more }),
    )
    expect(fault.code).toBe('invalid_input')
  })

  test.each(['9999-12-31T01:00:00Z', '0001-01-01T01:00:00Z'])(
    '%s is no time anybody books',
    async (start) => {
      const fault = await refused(ask(sri, { start, end: start.replace('T01', 'T02') }))
      expect(fault.info.fields?.map((field) => field.key)).toContain('kernel_field_datetime')
    },
  )

  test('an offset is read, and kept in UTC', async () => {
    const booking = await ask(sri, { start: '2026-12-05T08:00:00+07:00', end: '2026-12-05T09:00:00+07:00' })
    expect(booking.start).toBe('2026-12-05T01:00:00Z')
  })
})

describe('who may', () => {
  test('a visitor is asked to sign in', async () => {
    expect((await refused(ask(anonymous, at(18, 19)))).code).toBe('unauthenticated')
  })

  test('staff book for somebody at the desk, at once, beyond horizon and length', async () => {
    const booking = await ask(here.officer, at(8, 20, '2027-03-06'), {
      booker: { name: 'Pak RT', phone: '081234567890' },
    })
    expect(booking).toMatchObject({
      state: 'approved',
      source: 'desk',
      bookerName: 'Pak RT',
      bookerPhone: '+6281234567890',
    })
    expect(await stored(booking.id)).toMatchObject({ account_id: null, recorded_by: here.officer.accountId })
  })

  test('a resident cannot book for somebody; nor staff of another city', async () => {
    expect((await refused(ask(sri, at(18, 19), { booker: { name: 'Orang Lain' } }))).code).toBe('forbidden')
    expect((await refused(ask(here.foreigner, at(18, 19), { booker: { name: 'Orang Lain' } }))).code).toBe(
      'forbidden',
    )
  })

  test('a key books as its owner, marked as such', async () => {
    const booking = await ask(keyOf(sri, 'space:write'), at(18, 19))
    expect(booking.source).toBe('api')
    expect((await refused(ask(keyOf(sri, 'space:read'), at(19, 20)))).key).toBe('kernel_key_scope')
  })

  test("somebody else's booking does not exist for them; staff of the region see it, with its link anyone", async () => {
    const { id, manage } = await ask(sri, at(11, 12, '2026-12-07'))
    const other = await here.resident()
    expect((await refused(here.run(readBooking, other, { bookingId: id }))).code).toBe('not_found')
    expect((await refused(here.run(readBooking, here.foreigner, { bookingId: id }))).code).toBe('not_found')
    expect((await here.run(readBooking, here.officer, { bookingId: id })).yours).toBe(false)
    const token = manage.split('t=')[1]
    expect(await here.run(readBooking, anonymous, { bookingId: id, token })).toMatchObject({
      yours: true,
      bookerName: 'Sri Wahyuni',
    })
    const wrong = `${token?.slice(0, -1)}${token?.endsWith('A') ? 'B' : 'A'}`
    expect((await refused(here.run(readBooking, anonymous, { bookingId: id, token: wrong }))).code).toBe(
      'not_found',
    )
  })

  test('row-level security hides bookings from whoever forgets to ask', async () => {
    const count = (actor: Actor) =>
      transaction(here.app, claimsOf(actor), 'read', async (db) => ({
        result: (await db.one(text<{ count: number }>('select count(*) from space.booking'))).count,
      }))
    const total = (await here.owner.query('select count(*) from space.booking')).rows[0].count
    expect(await count(anonymous)).toBe(0)
    expect(await count(await here.resident())).toBe(0)
    expect(await count(here.foreigner)).toBe(0)
    expect(await count(here.officer)).toBe(total)
    const change = transaction(here.app, claimsOf(await here.resident()), 'write', async (db) => ({
      result: await db.exec(text(`update space.booking set state = 'cancelled'`)),
    }))
    expect(await change).toBe(0)
    const forge = transaction(here.app, claimsOf(await here.resident()), 'write', async (db) => ({
      result: await db.exec(
        text(`insert into space.booking select (b).* from (select b from space.booking b limit 1) t`),
      ),
    }))
    expect(await forge).toBe(0)
  })
})
