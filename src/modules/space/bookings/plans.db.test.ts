import { describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { addClosure } from '../places/operations.server.ts'
import { provisionSpace, sampleAnswers } from '../provision.server.ts'
import { at, day, later, now, refused } from '../testing/world.ts'
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
import { ask, decided, hall, here, rule, sri, stored } from './testing/bookings.ts'

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
