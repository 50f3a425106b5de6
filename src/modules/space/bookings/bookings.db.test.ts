import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { claimsOf } from '#kernel/execute.server.ts'
import { text } from '#platform/database/query.ts'
import { transaction } from '#platform/database/transaction.ts'
import { keyOf } from '../../../../tests/support/actors.ts'
import { addClosure } from '../places/operations.server.ts'
import { everyDay, provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, day, later, now, refused, world } from '../testing/world.ts'
import {
  cancel,
  confirmBooking,
  describeHold,
  holdSpace,
  listBookings,
  listMine,
  readBooking,
  readHold,
  requestBooking,
  reschedule,
} from './operations.server.ts'

const here = await world()
let hall: Space
let decided: Space
let sri: Actor & { phone: string }

beforeAll(async () => {
  hall = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { minDaysAhead: 1, maxDaysAhead: 60 },
  )
  decided = await provisionSpace(
    { pool: here.app, actor: here.manager, at: now },
    { name: 'Ruang Rapat', approval: 'approved', bufferMinutes: 30, quota: 2 },
  )
  sri = await here.resident()
})

const ask = (actor: Actor, time: { start: string; end: string }, more: object = {}, space: Space = hall) =>
  here.run(requestBooking, actor, { ...sampleAnswers, ...time, spaceId: space.id, ...more })
const rule = async (attempt: Promise<unknown>) => (await refused(attempt)).info.details?.rule
const stored = async (id: string) =>
  (await here.owner.query('select * from space.booking where id = $1', [id])).rows[0]

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

describe('a race', () => {
  test('of fifty for one hour exactly one wins; each other is told the three nearest free times', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, () => here.resident()))
    const time = at(10, 12, '2026-12-12')
    const outcomes = await Promise.allSettled(people.map((person) => ask(person, time)))
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const lost = outcomes.filter((one) => one.status === 'rejected')
    expect(new Set(lost.map(({ reason }) => `${reason.code} ${reason.info.details?.rule}`))).toEqual(
      new Set(['conflict taken']),
    )
    expect(lost[0]?.reason.info.details.alternatives).toEqual([
      at(8, 10, '2026-12-12'),
      at(12, 14, '2026-12-12'),
      at(13, 15, '2026-12-12'),
    ])
  })

  test('of overlapping wishes no two are accepted that overlap, whoever comes first', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => here.resident()))
    const date = '2026-12-13'
    await Promise.allSettled(
      people.map((person, index) => ask(person, at(8 + (index % 10), 10 + (index % 10), date))),
    )
    const { rows } = await here.owner.query(
      `select count(*) from space.booking a join space.booking b on a.id < b.id and a.unit_id = b.unit_id and a.during && b.during
       where a.state = 'approved' and b.state = 'approved'`,
    )
    expect(rows[0].count).toBe(0)
  })

  test('a booking never slips into a closure made at the same moment', async () => {
    for (let round = 0; round < 8; round++) {
      const date = `2026-12-${14 + round}`
      const person = await here.resident()
      await Promise.allSettled([
        ask(person, at(9, 11, date)),
        here.run(addClosure, here.manager, { spaceId: hall.id, ...at(8, 20, date), reason: 'Banjir' }),
      ])
    }
    const { rows } = await here.owner.query(
      `select count(*) from space.booking b join space.closure c on c.space_id = b.space_id and c.during && b.during
       where b.state in ('requested', 'approved') and c.withdrawn_at is null`,
    )
    expect(rows[0].count).toBe(0)
  })
})

describe('a hold', () => {
  const wish = (actor: Actor, time: object, more: object = {}, at_ = now, via: 'form' | 'rest' = 'form') =>
    here.run(holdSpace, actor, { spaceId: hall.slug, ...time, ...more }, { now: at_, via })
  const answered = { groupKind: 'business', name: 'Dapur Bu Sri', purpose: 'training', attendees: 12 }

  test('keeps a time ten minutes for a visitor, who answers, signs in and confirms', async () => {
    const hold = await wish(anonymous, at(8, 9, '2027-01-02'))
    expect(hold.holdUntil).toBe('2026-11-20T03:10:00Z')
    expect(await rule(ask(sri, at(8, 9, '2027-01-02')))).toBe('taken')
    const own = { holdId: hold.id, token: hold.token }
    await here.run(describeHold, anonymous, { ...own, ...answered })
    expect((await refused(here.run(confirmBooking, anonymous, own))).code).toBe('unauthenticated')
    const booking = await here.run(confirmBooking, sri, own, { now: later(300) })
    expect(booking).toMatchObject({
      state: 'approved',
      groupName: 'Dapur Bu Sri',
      bookerName: 'Sri Wahyuni',
      bookerPhone: sri.phone,
      attendees: 12,
    })
    expect((await refused(here.run(confirmBooking, sri, own))).code).toBe('not_found')
  })

  test('belongs to whoever shows its token, and to nobody else', async () => {
    const hold = await wish(anonymous, at(10, 11, '2027-01-02'))
    expect((await refused(here.run(readHold, sri, { holdId: hold.id }))).code).toBe('not_found')
    expect(
      (await refused(here.run(describeHold, sri, { holdId: hold.id, token: 'x', ...answered }))).code,
    ).toBe('not_found')
    expect((await here.run(readHold, anonymous, { holdId: hold.id, token: hold.token })).expired).toBe(false)
  })

  test('that ran out is taken up again when the time is still free, else the others are offered', async () => {
    const date = '2027-01-03'
    const [first, second] = [await wish(anonymous, at(8, 9, date)), await wish(anonymous, at(12, 13, date))]
    for (const hold of [first, second])
      await here.run(describeHold, anonymous, { holdId: hold.id, token: hold.token, ...answered })
    const after = later(11 * 60)
    const faster = await here.run(
      requestBooking,
      await here.resident(),
      { ...sampleAnswers, spaceId: hall.id, ...at(12, 14, date) },
      { now: after },
    )
    expect(faster.state).toBe('approved')
    expect(
      (await here.run(confirmBooking, sri, { holdId: first.id, token: first.token }, { now: after })).state,
    ).toBe('approved')
    const fault = await refused(
      here.run(confirmBooking, sri, { holdId: second.id, token: second.token }, { now: after }),
    )
    expect([fault.code, fault.info.details?.rule]).toEqual(['conflict', 'taken'])
    expect(fault.info.details?.alternatives).toHaveLength(3)
  })

  test('gives way to another of the same person, and is never held twice', async () => {
    const date = '2027-01-04'
    const first = await wish(anonymous, at(8, 10, date))
    expect(await rule(wish(anonymous, at(9, 11, date)))).toBe('taken')
    const moved = await wish(anonymous, at(9, 11, date), {
      replaces: { holdId: first.id, token: first.token },
    })
    expect((await stored(first.id)).state).toBe('cancelled')
    expect((await stored(moved.id)).state).toBe('held')
  })

  test('without an account only by our own pages, and not in floods', async () => {
    expect((await refused(wish(anonymous, at(8, 9, '2027-01-05'), {}, now, 'rest'))).code).toBe(
      'unauthenticated',
    )
    const flood = Array.from({ length: 12 }, (_, index) => at(8 + index, 9 + index, '2027-01-06'))
    const outcomes = []
    for (const time of flood)
      outcomes.push(
        await wish(anonymous, time).then(
          () => 'held',
          (fault) => fault.key,
        ),
      )
    expect(outcomes).toContain('space_too_many_holds')
    expect((await wish(sri, at(19, 20, '2027-01-07'))).holdUntil).toBe('2026-11-20T03:10:00Z')
  })

  test('must be answered before it is confirmed', async () => {
    const hold = await wish(sri, at(8, 9, '2027-01-08'))
    expect((await refused(here.run(confirmBooking, sri, { holdId: hold.id }))).key).toBe(
      'space_hold_unanswered',
    )
  })
})

describe('changing plans', () => {
  test('cancelling frees the time at once; not after it began, not twice', async () => {
    const time = at(9, 10, '2026-12-22')
    const { id } = await ask(sri, time)
    expect((await here.run(cancel, sri, { bookingId: id })).state).toBe('cancelled')
    await ask(await here.resident(), time)
    expect((await refused(here.run(cancel, sri, { bookingId: id }))).key).toBe('space_wrong_state')
    const begun = await ask(sri, at(11, 12, '2026-12-22'))
    expect(
      (await refused(here.run(cancel, sri, { bookingId: begun.id }, { now: at(11, 12, '2026-12-22').start })))
        .key,
    ).toBe('space_already_begun')
  })

  test('staff say why, and the booker is told', async () => {
    const { id } = await ask(sri, at(13, 14, '2026-12-22'))
    expect((await refused(here.run(cancel, here.officer, { bookingId: id }))).info.fields?.[0]?.path).toBe(
      'reason',
    )
    const cancelled = await here.run(cancel, here.officer, { bookingId: id, reason: 'Dipakai rapat kota' })
    expect(cancelled).toMatchObject({ state: 'cancelled', endedBy: 'staff', reason: 'Dipakai rapat kota' })
    const { rows } = await here.owner.query(
      `select body from kernel.message where about_id = $1 and template = 'space.booking_cancelled'`,
      [id],
    )
    expect(rows[0].body).toContain('Dipakai rapat kota')
  })

  test('moving keeps the booking and its code; decided again where an officer decides', async () => {
    const booking = await ask(sri, at(15, 16, '2026-12-22'))
    const moved = await here.run(reschedule, sri, {
      bookingId: booking.id,
      ...at(16, 18, '2026-12-22'),
      version: 1,
    })
    expect(moved).toMatchObject({
      reference: booking.reference,
      state: 'approved',
      moves: 1,
      version: 2,
      ...at(16, 18, '2026-12-22'),
    })
    expect(
      (
        await refused(
          here.run(reschedule, sri, { bookingId: booking.id, ...at(8, 9, '2026-12-22'), version: 1 }),
        )
      ).code,
    ).toBe('stale')
    const person = await here.resident()
    const waiting = await ask(person, at(8, 9, '2026-12-22'), {}, decided)
    const again = await here.run(reschedule, person, { bookingId: waiting.id, ...at(8.0, 10, '2026-12-22') })
    expect(again.state).toBe('requested')
  })

  test('moving onto somebody else, or out of hours, is refused and changes nothing', async () => {
    const date = '2026-12-23'
    const mine = await ask(sri, at(8, 10, date))
    await ask(await here.resident(), at(10, 12, date))
    expect(await rule(here.run(reschedule, sri, { bookingId: mine.id, ...at(9, 11, date) }))).toBe('taken')
    expect(await rule(here.run(reschedule, sri, { bookingId: mine.id, ...at(19, 21, date) }))).toBe(
      'outside_hours',
    )
    expect((await here.run(readBooking, sri, { bookingId: mine.id })).start).toBe(at(8, 10, date).start)
  })

  test('two who move to one time at once: one gets it', async () => {
    const date = '2026-12-24'
    const people = [await here.resident(), await here.resident()]
    const bookings = [
      await ask(people[0] as Actor, at(8, 9, date)),
      await ask(people[1] as Actor, at(10, 11, date)),
    ]
    const outcomes = await Promise.allSettled(
      bookings.map((booking, index) =>
        here.run(reschedule, people[index] as Actor, { bookingId: booking.id, ...at(14, 15, date) }),
      ),
    )
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('lists', () => {
  test("staff read a space's bookings page by page, by day, state and words; residents only their own", async () => {
    const busy = await provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { name: 'Ruang Ramai' },
    )
    const made = []
    for (let hour = 8; hour < 15; hour++)
      made.push(await ask(sri, at(hour, hour + 1), { name: `Kelompok ${hour}` }, busy))
    const first = await here.run(listBookings, here.officer, { spaceId: busy.slug, limit: 4 })
    const second = await here.run(listBookings, here.officer, {
      spaceId: busy.slug,
      limit: 4,
      after: first.next ?? '',
    })
    expect([...first.items, ...second.items].map((row) => row.id)).toEqual(made.map((booking) => booking.id))
    expect(second.next).toBeNull()
    const found = await here.run(listBookings, here.officer, {
      spaceId: busy.id,
      q: 'kelompok 9',
      from: day,
      to: day,
    })
    expect(found.items.map((row) => row.groupName)).toEqual(['Kelompok 9'])
    expect(
      (await here.run(listBookings, here.officer, { spaceId: busy.id, from: '2026-11-29' })).items,
    ).toEqual([])
    expect((await refused(here.run(listBookings, sri, { spaceId: busy.id }))).code).toBe('forbidden')
    expect((await refused(here.run(listBookings, here.foreigner, { spaceId: busy.id }))).code).toBe(
      'forbidden',
    )
    const own = await here.run(listMine, sri, { limit: 100 })
    expect(own.items.every((row) => row.bookerName === 'Sri Wahyuni')).toBe(true)
    expect((await here.run(listMine, await here.resident(), {})).items).toEqual([])
  })
})
