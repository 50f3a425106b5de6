import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous, systemActor } from '#kernel/actor.ts'
import { describeHold, holdSpace } from '../bookings/operations.server.ts'
import { spaceJobs } from '../jobs.server.ts'
import { provisionBooking, provisionSpace } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, later, now, refused, world } from '../testing/world.ts'
import { expireRequest, remind, sweep } from './operations.server.ts'

const here = await world()
const clock = systemActor('jobs')
let hall: Space
let room: Space
let sri: Actor

beforeAll(async () => {
  const provision = { pool: here.app, actor: here.manager, at: now }
  hall = await provisionSpace(provision)
  room = await provisionSpace(provision, { name: 'Ruang Rapat', approval: 'approved' })
  sri = await here.resident()
})

const booked = (space: Space, from: number, to: number, date?: string) =>
  provisionBooking({ pool: here.app, actor: sri, at: now }, { spaceId: space.id, ...at(from, to, date) })
const stored = async (id: string) =>
  (await here.owner.query('select * from space.booking where id = $1', [id])).rows[0]
const jobs = async () =>
  (
    await here.owner.query(`select t.identifier as task, j.payload ->> 'bookingId' as id from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier like 'space_%'`)
  ).rows
const sweepAt = async (when: string) => {
  await here.owner.query(`delete from graphile_worker._private_jobs`)
  return here.run(sweep, clock, {}, { now: when, via: 'job' })
}
const job = { id: '1', attempt: 1, last: false, signal: new AbortController().signal, pool: here.app }

describe('as time passes', () => {
  test('holds end after ten minutes, and what was never sent is forgotten an hour later', async () => {
    const hold = await here.run(
      holdSpace,
      anonymous,
      { spaceId: hall.id, ...at(8, 9, '2026-12-01') },
      { via: 'form' },
    )
    const answers = { groupKind: 'person', name: 'Bu Sri', purpose: 'social', attendees: 3 }
    await here.run(describeHold, anonymous, { holdId: hold.id, token: hold.token, ...answers })
    expect((await sweepAt(later(9 * 60))).holds).toBe(0)
    expect((await sweepAt(later(10 * 60))).holds).toBe(1)
    expect(await stored(hold.id)).toMatchObject({ state: 'expired', booker_name: 'Bu Sri' })
    expect((await sweepAt(later(75 * 60))).forgotten).toBe(1)
    expect(await stored(hold.id)).toMatchObject({ booker_name: '', purpose: null, attendees: null })
  })

  test('a request that nobody decided ends when it begins, and the person is told', async () => {
    const booking = await booked(room, 8, 9)
    await sweepAt(booking.start)
    expect(await jobs()).toContainEqual({ task: 'space_expire', id: booking.id })
    await here.run(expireRequest, clock, { bookingId: booking.id }, { now: booking.start })
    expect(await stored(booking.id)).toMatchObject({ state: 'expired', ended_by: 'system' })
    const { rows } = await here.owner.query(
      `select template from kernel.message where about_id = $1 order by id`,
      [booking.id],
    )
    expect(rows.map((row) => row.template)).toEqual(['space.booking_requested', 'space.booking_expired'])
  })

  test('a booking that is over is completed when they came and missed when not', async () => {
    const missed = await booked(hall, 10, 11)
    await sweepAt(missed.end)
    expect(await jobs()).toContainEqual({ task: 'space_no_show', id: missed.id })
  })

  test('people are reminded once, from nine in the morning of the day before', async () => {
    const booking = await booked(hall, 14, 15)
    const remindable = async (when: string) => {
      await sweepAt(when)
      return (await jobs()).some((one) => one.task === 'space_remind' && one.id === booking.id)
    }
    expect(await remindable('2026-11-27T01:59:00Z')).toBe(false)
    expect(await remindable('2026-11-27T02:00:00Z')).toBe(true)
    for (const _ of [1, 2])
      await here.run(remind, clock, { bookingId: booking.id }, { now: '2026-11-27T02:00:00Z' })
    const { rows } = await here.owner.query(
      `select body from kernel.message where about_id = $1 and template = 'space.booking_reminder'`,
      [booking.id],
    )
    expect(rows).toHaveLength(1)
    expect(await remindable('2026-11-27T03:00:00Z')).toBe(false)
  })

  test('a task that comes too late, or for nothing, does nothing', async () => {
    const booking = await booked(hall, 16, 17)
    await spaceJobs.tasks.space_expire?.({ bookingId: booking.id }, job)
    await spaceJobs.tasks.space_no_show?.(
      { bookingId: '01937f3e-7c00-7000-8000-000000000001' },
      { ...job, id: '2' },
    )
    expect((await stored(booking.id)).state).toBe('approved')
  })

  test('only the system runs it', async () => {
    expect((await refused(here.run(sweep, here.manager, {}))).code).toBe('not_found')
  })
})
