import { expect, test } from 'vitest'
import { everyDay, timeOn } from '../provision.server.ts'
import { millis } from '../time.ts'
import { barStyle, isShown, positionOf, scaleOf, stepBy, timeAt } from './geometry.ts'
import { sampleBoard } from './testing/boards.ts'

const zone = 'Asia/Jakarta'
const day = '2026-11-28'
const at = (hour: number, date = day) => millis(timeOn(date, hour, hour + 1).start)
const space = sampleBoard({ openings: everyDay(8 * 60, 20 * 60) })
const scale = scaleOf([space], day, 7)

test('a scale reaches over opening hours and over bookings outside of them', () => {
  expect(scale).toEqual({ from: day, days: 7, opens: 480, closes: 1200 })
  const early = sampleBoard({ openings: [], bookings: [{ ...timeOn(day, 6.5, 7.25) }] })
  expect(scaleOf([early], day, 1)).toMatchObject({ opens: 360, closes: 480 })
  expect(scaleOf([sampleBoard({ openings: [] })], day, 1)).toMatchObject({ opens: 480, closes: 1020 })
})

test('an instant lies where its day and hour are, and back again', () => {
  expect(positionOf(at(8), zone, scale)).toBe(0)
  expect(positionOf(at(14), zone, scale)).toBeCloseTo(0.5 / 7)
  expect(positionOf(at(8, '2026-11-30'), zone, scale)).toBeCloseTo(2 / 7)
  for (const hour of [8, 9, 13, 19])
    expect(timeAt(positionOf(at(hour, '2026-12-01'), zone, scale), space, scale)).toBe(at(hour, '2026-12-01'))
  expect(barStyle(at(8), at(20), zone, scaleOf([space], day, 1))).toMatch(/^left: 0%; width: (100|99\.999)/)
})

test('steps go from the last hour of a day to the first of the next, and stay on the board', () => {
  expect(stepBy(at(9), 1, space, scale)).toBe(at(10))
  expect(stepBy(at(19), 1, space, scale)).toBe(at(8, '2026-11-29'))
  expect(stepBy(at(8, '2026-11-29'), -1, space, scale)).toBe(at(19))
  expect(stepBy(at(8), -1, space, scale)).toBe(at(8))
  expect(stepBy(at(19, '2026-12-04'), 1, space, scale)).toBe(at(19, '2026-12-04'))
})

test('what lies on the days before and after is not shown', () => {
  const shown = (date: string) => isShown(at(9, date), at(11, date), zone, scale)
  expect(['2026-11-27', day, '2026-12-04', '2026-12-05'].map(shown)).toEqual([false, true, true, false])
})
