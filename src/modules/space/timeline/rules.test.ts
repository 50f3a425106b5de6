import { expect, test } from 'vitest'
import { everyDay, timeOn } from '../provision.server.ts'
import { millis } from '../time.ts'
import { displace, misfitsOf, nearestPlaces, placesOn, refuseMove } from './rules.ts'
import type { BoardSpace } from './schema.ts'
import { sampleBoard, seat } from './testing/boards.ts'

const day = '2026-11-28'
const now = millis('2026-11-20T03:00:00Z')
const whole = sampleBoard({}).units
const board = sampleBoard({
  openings: everyDay(8 * 60, 20 * 60),
  units: [...whole, seat('K-1', 10_000), seat('K-2', 10_001)],
  bookings: [
    { id: 'mover', unitId: 'K-1', ...timeOn(day, 9, 11) },
    { id: 'other', unitId: 'K-2', ...timeOn(day, 13, 15) },
    { id: 'event', unitId: 'whole', attendees: 80, ...timeOn(day, 17, 19) },
  ],
  leases: [{ unitId: 'K-2', ...timeOn('2026-11-29', 0, 24) }],
  closures: [{ ...timeOn(day, 15, 16), label: 'Fogging' }],
})
const booking = (id: string, of: BoardSpace = board) => {
  const found = of.bookings.find((one) => one.id === id)
  if (!found) throw new Error(`no booking ${id}`)
  return found
}
const rule = (id: string, unitId: string, from: number, to: number, date = day) => {
  const { start, end } = timeOn(date, from, to)
  return refuseMove(board, booking(id), { unitId, start: millis(start), end: millis(end) }, now)?.rule
}

test.each([
  ['mover', 'K-1', 9, 11, undefined],
  ['mover', 'K-1', 10, 12, undefined],
  ['mover', 'K-2', 9, 11, undefined],
  ['mover', 'K-2', 14, 16, 'taken'],
  ['mover', 'whole', 12, 14, 'taken'],
  ['mover', 'K-1', 17, 18, 'taken'],
  ['mover', 'K-1', 14, 16, 'closure'],
  ['mover', 'K-1', 7, 9, 'outside_hours'],
  ['event', 'whole', 9, 11, 'taken'],
  ['event', 'K-1', 12, 13, 'too_many'],
  ['mover', 'nowhere', 9, 11, 'not_offered'],
])('%s to %s at %i–%i: %s', (id, unitId, from, to, expected) => {
  expect(rule(id, unitId, from, to)).toBe(expected)
})

test('a leased unit and a time that is over are refused', () => {
  expect(rule('mover', 'K-2', 9, 11, '2026-11-29')).toBe('taken')
  expect(rule('mover', 'K-1', 9, 11, '2026-11-19')).toBe('past')
})

test('one’s own booking is bound by the rules for everyone, others’ by those of the desk', () => {
  const far = {
    unitId: 'K-1',
    start: millis(timeOn('2027-03-01', 9, 11).start),
    end: millis(timeOn('2027-03-01', 9, 11).end),
  }
  expect(refuseMove(board, booking('mover'), far, now)).toBeUndefined()
  expect(refuseMove(board, { ...booking('mover'), own: true }, far, now)?.rule).toBe('too_far')
})

test('the times offered are those a move may take', () => {
  const places = placesOn(board, booking('mover'), { unitId: 'K-2', date: day }, now)
  expect(places.map(({ start }) => new Date(start).toISOString().slice(11, 13))).toEqual([
    '01',
    '02',
    '03',
    '04',
  ])
  expect(nearestPlaces(board, booking('mover'), 'K-1', now)).toHaveLength(3)
  for (const place of nearestPlaces(board, booking('mover'), 'K-1', now))
    expect(refuseMove(board, booking('mover'), place, now)).toBeUndefined()
})

test('what stands where the rules of today do not allow it is found', () => {
  expect(misfitsOf(board, now)).toEqual([])
  const shut = { ...board, openings: everyDay(12 * 60, 20 * 60) }
  expect(misfitsOf(shut, now).map((misfit) => [misfit.booking.id, misfit.rule])).toEqual([
    ['mover', 'outside_hours'],
  ])
})

test('bookings that a closure displaces go to different free times outside of it', () => {
  const busy = sampleBoard({
    openings: everyDay(8 * 60, 12 * 60),
    bookings: [8, 9, 10, 11].map((hour) => ({ id: `at ${hour}`, ...timeOn(day, hour, hour + 1) })),
  })
  const closure = timeOn(day, 9, 12)
  const moved = displace(busy, closure, ['at 9', 'at 10', 'at 11'], now)
  const starts = moved.map(({ to }) => to?.start)
  expect(new Set(starts).size).toBe(3)
  for (const { to } of moved) {
    expect(to === null || to.end <= millis(closure.start) || to.start >= millis(closure.end)).toBe(true)
    expect(to?.start).not.toBe(millis(timeOn(day, 8, 9).start))
  }
  expect(displace(busy, closure, ['at 8'], millis(timeOn(day, 8.5, 9).start))[0]?.to).toBeNull()
})
