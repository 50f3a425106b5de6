import { expect, test } from 'vitest'
import { everyDay, timeOn } from '../../provision.server.ts'
import { millis } from '../../time.ts'
import { positionOf, scaleOf } from '../geometry.ts'
import { sampleBoard, seat } from '../testing/boards.ts'
import { carryBy, carryTo, hasMoved, lift, mayDrop } from './drag.ts'

const day = '2026-11-28'
const now = millis('2026-11-20T03:00:00Z')
const at = (hour: number) => millis(timeOn(day, hour, hour + 1).start)
const space = sampleBoard({
  openings: everyDay(8 * 60, 20 * 60),
  units: [seat('K-1', 10_000), seat('K-2', 10_001)],
  bookings: [
    { id: 'mover', unitId: 'K-1', ...timeOn(day, 9, 11) },
    { id: 'other', unitId: 'K-2', ...timeOn(day, 13, 15) },
  ],
})
const scale = scaleOf([space], day, 1)
const booking = space.bookings[0]
if (!booking) throw new Error('no booking')
const lifted = lift(space, booking, now)
const over = (unitId: string, hour: number, spaceId = 'space') =>
  carryTo(lifted, { spaceId, unitId, position: positionOf(at(hour), space.zone, scale) }, scale, now)

test('where it was lifted there is nothing to drop', () => {
  expect([hasMoved(lifted), mayDrop(lifted)]).toEqual([false, false])
})

test('a conflict is known before it is dropped', () => {
  expect(mayDrop(over('K-2', 9))).toBe(true)
  expect(over('K-2', 9).place).toEqual({ unitId: 'K-2', start: at(9), end: at(11) })
  expect(over('K-2', 12).refusal?.rule).toBe('taken')
  expect(mayDrop(over('K-2', 12))).toBe(false)
  expect(over('K-1', 19).refusal?.rule).toBe('outside_hours')
})

test('a booking stays in its space', () => {
  expect(over('K-9', 9, 'another')).toMatchObject({ abroad: true, place: { unitId: 'K-1' } })
  expect(mayDrop(over('K-9', 15, 'another'))).toBe(false)
})

test('arrow keys go along the hours and over the rows, and stop at the last', () => {
  const later = carryBy(lifted, { steps: 1 }, scale, now)
  expect(later.place.start).toBe(at(10))
  expect(carryBy(later, { rows: 1 }, scale, now).place).toEqual({ unitId: 'K-2', start: at(10), end: at(12) })
  expect(carryBy(later, { rows: -1 }, scale, now).place.unitId).toBe('K-1')
  expect(carryBy(carryBy(later, { rows: 1 }, scale, now), { steps: 1 }, scale, now).refusal).toBeUndefined()
})
