import { describe, expect, test } from 'vitest'
import { anonymous, systemActor } from '#kernel/actor.ts'
import { cancel, requestBooking, reschedule } from '../bookings/operations.server.ts'
import { decideBooking, undoBookingDecision } from '../decisions/operations.server.ts'
import { setFairRules } from '../fairness/operations.server.ts'
import { provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, later, now, refused, world } from '../testing/world.ts'
import { sweep } from '../upkeep/operations.server.ts'
import {
  acceptTime,
  leaveLine,
  offerFreed,
  readLine,
  readWait,
  removeFromLine,
  waitForTime,
} from './operations.server.ts'

const here = await world()
type Person = Awaited<ReturnType<typeof here.resident>>

const provide = (more: Parameters<typeof provisionSpace>[1] = {}) =>
  provisionSpace({ pool: here.app, actor: here.manager, at: now }, more)
const book = (space: Space, who: Person, time = at(9, 11), when = now) =>
  here.run(requestBooking, who, { ...sampleAnswers, ...time, spaceId: space.id }, { now: when })
const wait = (space: Space, who: Person, time = at(9, 11), more: object = {}) =>
  here.run(waitForTime, who, { ...sampleAnswers, ...time, spaceId: space.id, ...more })
const offer = (space: Space, when = later(60)) =>
  here.run(offerFreed, systemActor('jobs'), { spaceId: space.id }, { now: when })
const tokenOf = (path: string) => new URL(`https://x${path}`).searchParams.get('t') ?? ''
const told = async (phone: string) =>
  (
    await here.owner.query(
      `select template from kernel.message where recipient = $1 and template like 'space.waiting%' order by created_at, id`,
      [phone],
    )
  ).rows.map(({ template }) => template)

/** A full hour with three in line. */
async function line() {
  const space = await provide()
  const holder = await here.resident('Pemesan')
  const booking = await book(space, holder)
  const people = [
    await here.resident('Satu'),
    await here.resident('Dua'),
    await here.resident('Tiga'),
  ] as const
  const waits = []
  for (const person of people) waits.push(await wait(space, person))
  const [first, second, third] = waits
  if (!first || !second || !third) throw new Error('no line')
  return { space, holder, booking, people, first, second, third }
}

describe('a line', () => {
  test('is for what somebody has; places are counted, nobody stands in it twice', async () => {
    const { space, people, first, second, third } = await line()
    expect([first.place, second.place, third.place]).toEqual([1, 2, 3])
    expect((await refused(wait(space, people[0]))).key).toBe('series_line_twice')
    expect((await refused(wait(space, people[0], at(15, 17)))).key).toBe('series_line_free')
    expect((await refused(wait(space, people[0], at(3, 5)))).info.details?.rule).toBe('outside_hours')
    await here.run(leaveLine, people[0], { waitId: first.id })
    expect((await here.run(readWait, people[2], { waitId: third.id })).place).toBe(2)
    expect((await refused(here.run(readWait, people[0], { waitId: third.id }))).code).toBe('not_found')
    const listed = await here.run(readLine, here.officer, { spaceId: space.id, limit: 50 })
    expect(listed.items.map(({ id }) => id)).toEqual([second.id, third.id])
  })

  test('has a bound for each person', async () => {
    const space = await provide({ maxMinutes: 60 })
    const [holder, person] = [await here.resident(), await here.resident()]
    for (let hour = 8; hour < 14; hour++) await book(space, holder, at(hour, hour + 1))
    for (let hour = 8; hour < 13; hour++) await wait(space, person, at(hour, hour + 1))
    expect((await refused(wait(space, person, at(13, 14)))).info.details?.rule).toBe('waiting')
  })
})

describe('a time given back', () => {
  test('is kept for the line at once, then offered to the first, who takes it by the link', async () => {
    const { space, holder, booking, people, first } = await line()
    await here.run(cancel, holder, { bookingId: booking.id })
    expect((await refused(book(space, await here.resident()))).info.details?.rule).toBe('taken')
    expect((await offer(space, later(60))).offered).toBe(1)
    expect(await told(people[0].phone)).toEqual(['space.waiting_joined', 'space.waiting_offered'])
    expect((await refused(book(space, people[1], at(9, 11), later(70)))).info.details?.rule).toBe('taken')
    const shown = await here.run(readWait, anonymous, { waitId: first.id, token: tokenOf(first.manage) })
    expect(shown).toMatchObject({ state: 'offered', place: 1, offeredUntil: '2026-11-20T05:01:00Z' })
    const taken = await here.run(
      acceptTime,
      anonymous,
      { waitId: first.id, token: tokenOf(first.manage) },
      { now: later(90) },
    )
    expect(taken).toMatchObject({ state: 'approved', bookerPhone: people[0].phone, ...at(9, 11) })
    expect((await offer(space, later(100))).offered).toBe(0)
  })

  test('goes to the next when it is declined, and when nobody answers in time', async () => {
    const { space, holder, booking, people, first, second } = await line()
    await here.run(cancel, holder, { bookingId: booking.id })
    await offer(space)
    await here.run(leaveLine, people[0], { waitId: first.id }, { now: later(70) })
    expect((await offer(space, later(100))).offered).toBe(1)
    const late = later(3 * 3600)
    const fault = await refused(here.run(acceptTime, people[1], { waitId: second.id }, { now: late }))
    expect(fault.key).toBe('series_offer_over')
    await here.run(sweep, systemActor('jobs'), {}, { now: late })
    expect((await refused(book(space, await here.resident(), at(9, 11), late))).info.details?.rule).toBe(
      'taken',
    )
    await offer(space, late)
    await offer(space, later(30, late))
    expect(await told(people[1].phone)).toContain('space.waiting_late')
    expect(await told(people[2].phone)).toContain('space.waiting_offered')
  })

  test('by a move and by a rejection; a rejection that is taken back finds its time', async () => {
    const space = await provide({ approval: 'approved' })
    const [holder, person] = [await here.resident(), await here.resident()]
    const booking = await book(space, holder)
    await wait(space, person)
    await here.run(decideBooking, here.officer, {
      bookingId: booking.id,
      decision: 'reject',
      reason: 'Dipakai sendiri.',
    })
    expect((await offer(space, later(5))).offered).toBe(0)
    await here.run(undoBookingDecision, here.officer, { bookingId: booking.id }, { now: later(8) })
    await here.run(reschedule, holder, { bookingId: booking.id, ...at(13, 15) }, { now: later(20) })
    expect((await offer(space)).offered).toBe(1)
    // Moving within its own time keeps nothing from itself.
    await here.run(reschedule, holder, { bookingId: booking.id, ...at(14, 16) }, { now: later(80) })
  })

  test('is not offered against the rules, but to the next whom they allow', async () => {
    const { space, holder, booking, people } = await line()
    await here.run(setFairRules, here.manager, {
      spaceId: space.id,
      limits: [{ subject: 'person', period: 'week', measure: 'bookings', amount: 1 }],
      attendance: null,
    })
    await book(space, people[0], at(17, 18))
    await here.run(cancel, holder, { bookingId: booking.id })
    await offer(space)
    expect(await told(people[0].phone)).toEqual(['space.waiting_joined'])
    expect(await told(people[1].phone)).toContain('space.waiting_offered')
  })

  test('is offered once by two servers at once, and taken once', async () => {
    for (let round = 0; round < 3; round++) {
      const { space, holder, booking, people, first } = await line()
      await here.run(cancel, holder, { bookingId: booking.id })
      const answers = await Promise.all([1, 2, 3, 4].map(() => offer(space)))
      expect(answers.reduce((sum, { offered }) => sum + offered, 0)).toBe(1)
      const acts = await Promise.allSettled([
        here.run(acceptTime, people[0], { waitId: first.id }, { now: later(70) }),
        here.run(
          acceptTime,
          anonymous,
          { waitId: first.id, token: tokenOf(first.manage) },
          { now: later(70) },
        ),
        here.run(leaveLine, people[0], { waitId: first.id }, { now: later(70) }),
      ])
      expect(acts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const { rows } = await here.owner.query(
        `select count(*)::int as count from space.booking a join space.booking b on a.id < b.id and a.space_id = b.space_id
           and a.blocked && b.blocked and a.span && b.span
         where a.space_id = $1 and a.state in ('held', 'requested', 'approved') and b.state in ('held', 'requested', 'approved')`,
        [space.id],
      )
      expect(rows).toEqual([{ count: 0 }])
    }
  })

  test('of any unit of a kind will do', async () => {
    const space = await provide({ kind: 'coworking' })
    const units = []
    for (const code of ['K-1', 'K-2']) {
      const { rows } = await here.owner.query<{ id: string }>(
        `insert into space.unit (space_id, kind, name, code, capacity) values ($1, 'seat', $2, $2, 30) returning id`,
        [space.id, code],
      )
      units.push(rows[0]?.id ?? '')
    }
    const holder = await here.resident()
    const booked = []
    for (const unitId of units)
      booked.push(
        await here.run(requestBooking, holder, { ...sampleAnswers, ...at(9, 11), spaceId: space.id, unitId }),
      )
    const person = await here.resident()
    const joined = await wait(space, person, at(9, 11), { unitId: units[0], anyOfKind: true })
    expect(joined.unitName).toBeNull()
    await here.run(cancel, holder, { bookingId: booked[1]?.id })
    await offer(space)
    const taken = await here.run(acceptTime, person, { waitId: joined.id }, { now: later(70) })
    expect(taken.unitId).toBe(units[1])
  })

  test('staff take somebody out and say why; whoever is not staff cannot', async () => {
    const { people, first, second } = await line()
    const remove = { waitId: second.id, reason: 'Permintaan sendiri lewat telepon.' }
    expect((await refused(here.run(removeFromLine, people[0], remove))).code).toBe('not_found')
    expect((await refused(here.run(acceptTime, here.officer, { waitId: first.id }))).code).toBe('forbidden')
    expect(await here.run(removeFromLine, here.officer, remove)).toMatchObject({
      state: 'removed',
      place: null,
    })
    expect(await told(people[1].phone)).toContain('space.waiting_removed')
  })
})
