import { describe, expect, test } from 'vitest'
import { hoursField, hoursShown, readHours } from './hours.ts'

const read = (typed: Record<string, string>) => readHours((name) => typed[name] ?? '')
const monday = (from: string, to: string, stretch: 'a' | 'b' = 'a') => ({
  [hoursField(1, stretch, 'from')]: from,
  [hoursField(1, stretch, 'to')]: to,
})

describe('opening hours of a week', () => {
  test('a day with a break, the rest closed', () => {
    const week = { ...monday('08:00', '12:00'), ...monday('13.00', '15.30', 'b') }
    expect(read(week)).toEqual({
      openings: [
        { weekday: 1, from: 480, to: 720 },
        { weekday: 1, from: 780, to: 930 },
      ],
      faults: [],
    })
  })

  test('midnight closes the day', () => {
    expect(read(monday('18:00', '00:00')).openings).toEqual([{ weekday: 1, from: 1080, to: 1440 }])
  })

  test.each([
    ['08:00', '', 'half', 'to'],
    ['', '10:00', 'half', 'from'],
    ['pagi', '10:00', 'wrong', 'from'],
    ['08:00', '25:00', 'wrong', 'to'],
    ['10:00', '08:00', 'order', 'to'],
  ] as const)('%s to %s is told as %s at the field', (from, to, fault, end) => {
    expect(read(monday(from, to))).toEqual({
      openings: [],
      faults: [{ field: hoursField(1, 'a', end), weekday: 1, fault }],
    })
  })

  test('what is shown reads back as it was', () => {
    const openings = [
      { weekday: 1, from: 480, to: 720 },
      { weekday: 6, from: 1080, to: 1440 },
    ]
    expect(read(hoursShown(openings)).openings).toEqual(openings)
  })
})
