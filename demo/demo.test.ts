import { describe, expect, test } from 'vitest'
import holidays from '#modules/region/data/holidays.json' with { type: 'json' }
import { bookingStates } from '#modules/space/bookings/states.ts'
import { allowanceOf, collide, isBlocking } from './bookings.ts'
import { demoCalendar } from './calendar.ts'
import { demoWorld } from './generate.ts'

const closed = new Set(holidays.map(({ date }) => date))
const worldAt = (now: string) => demoWorld(demoCalendar(now, closed))

/** Night and day, Mondays and Sundays, the long holiday of Idul Fitri and the turn of the year. */
const moments = [
  '2026-11-21T03:00:00Z',
  '2026-11-21T18:30:00Z',
  '2026-11-23T00:10:00Z',
  '2026-11-27T13:45:00Z',
  '2026-03-25T05:00:00Z',
  '2026-04-02T09:00:00Z',
  '2026-12-31T16:59:00Z',
  '2027-03-15T02:00:00Z',
  '2026-06-01T23:59:00Z',
]

describe.each(moments)('the demo made at %s', (now) => {
  const calendar = demoCalendar(now, closed)
  const world = worldAt(now)

  test('is the same every time', () => expect(worldAt(now)).toEqual(world))

  test('has bookings in every state, and overdue requests', () => {
    expect(new Set(world.bookings.map(({ state }) => state))).toEqual(new Set(bookingStates.states))
    const overdue = world.bookings.filter(
      ({ state, deadline }) => state === 'requested' && (deadline ?? '') < now,
    )
    expect(overdue.length).toBeGreaterThanOrEqual(3)
  })

  test('has registrations in every state, and overdue ones', () => {
    expect(new Set(world.registrations.map(({ outcome }) => outcome))).toEqual(
      new Set(['submitted', 'verified', 'returned', 'rejected', 'inactive']),
    )
    expect(world.registrations.length).toBeGreaterThan(70)
  })

  test('says nothing about what has not happened yet', () => {
    const past = [
      ...world.bookings.flatMap((booking) => [
        booking.requestedAt,
        booking.decidedAt,
        booking.endedAt,
        booking.arrival?.at,
      ]),
      ...world.walkIns.map(({ at }) => at),
      ...world.registrations.flatMap(({ rounds }) =>
        rounds.flatMap(({ submittedAt, decidedAt }) => [submittedAt, decidedAt]),
      ),
    ]
    expect(past.filter((at) => at && at > now)).toEqual([])
  })

  test('decides after it was asked, and before the visit', () => {
    const odd = world.bookings.filter(
      ({ requestedAt, decidedAt, arrival }) =>
        (decidedAt !== null && decidedAt < (requestedAt ?? '')) ||
        (arrival && arrival.at < (decidedAt ?? '')),
    )
    expect(odd).toEqual([])
  })

  test('gives no place to two at once', () => {
    const kept = world.bookings.filter(isBlocking)
    expect(kept.filter((one) => kept.some((other) => other !== one && collide(one, other)))).toEqual([])
  })

  test('gives nobody more open bookings than the place allows', () => {
    const used = Map.groupBy(world.bookings, (booking) => allowanceOf(booking))
    used.delete(undefined)
    for (const open of used.values())
      expect(open.length).toBeLessThanOrEqual(open[0]?.place.rules.quota ?? 99)
  })

  test('has quiet days and busy ones', () => {
    const days = Array.from({ length: 120 }, (_, index) => calendar.day(-1 - index))
    const visits = days.map(
      (day) => world.bookings.filter(({ date, arrival }) => date === day && arrival).length,
    )
    expect(visits.filter((count) => count === 0).length).toBeGreaterThan(0)
    expect(Math.max(...visits)).toBeGreaterThan(4)
  })
})
