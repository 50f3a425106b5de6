import { describe, expect, test } from 'vitest'
import { timeOn } from '../provision.server.ts'
import {
  coolingUntil,
  type FairUse,
  periodStart,
  recentlyMissed,
  refuseCooling,
  refuseShare,
} from './rules.ts'

const zone = 'Asia/Jakarta'
const span = (date: string, from: number, to: number) => {
  const { start, end } = timeOn(date, from, to)
  return { start: Date.parse(start), end: Date.parse(end) }
}
const use = (more: Partial<FairUse>): FairUse => ({
  limits: [],
  attendance: null,
  used: [],
  missed: [],
  ...more,
})
const mine = (date: string, from = 9, to = 11) => ({
  id: date,
  person: true,
  group: false,
  ...span(date, from, to),
})
const theirs = (date: string) => ({ ...mine(date), person: false, group: true })

describe('a share', () => {
  test('of bookings a week: the third is refused by the name of its rule, the week after is free', () => {
    const fair = use({
      limits: [{ subject: 'person', period: 'week', measure: 'bookings', amount: 2 }],
      used: [mine('2026-11-23'), mine('2026-11-25')],
    })
    expect(refuseShare(span('2026-11-29', 8, 10), fair, zone)).toMatchObject({
      rule: 'person_bookings',
      key: 'series_refuse_person_bookings_week',
      params: { amount: 2 },
    })
    expect(refuseShare(span('2026-11-30', 8, 10), fair, zone)).toBeUndefined()
    // A booking that is moved within the week does not count twice.
    expect(refuseShare(span('2026-11-29', 8, 10), fair, zone, '2026-11-25')).toBeUndefined()
  })

  test('of hours a month, of the group: whoever books for it', () => {
    const fair = use({
      limits: [{ subject: 'group', period: 'month', measure: 'hours', amount: 4 }],
      used: [theirs('2026-11-02'), mine('2026-11-03')],
    })
    expect(refuseShare(span('2026-11-29', 8, 10), fair, zone)).toBeUndefined()
    expect(refuseShare(span('2026-11-29', 8, 11), fair, zone)?.rule).toBe('group_hours')
  })

  test('counts in weeks and months of the space’s wall', () => {
    expect(periodStart('2026-11-29', 'week')).toBe('2026-11-23')
    expect(periodStart('2026-11-23', 'week')).toBe('2026-11-23')
    expect(periodStart('2026-11-29', 'month')).toBe('2026-11-01')
  })
})

describe('who does not come', () => {
  const attendance = { warnAfter: 1, coolAfter: 2, withinDays: 30, coolDays: 14 }
  const days = (count: number) => Date.parse('2026-11-01T00:00:00Z') + count * 86_400_000

  test('waits after the second within the days that count, and only so long', () => {
    const fair = { attendance, missed: [days(0), days(20)] }
    expect(coolingUntil(fair, days(21))).toBe(days(34))
    expect(coolingUntil(fair, days(34))).toBeUndefined()
    expect(coolingUntil({ attendance, missed: [days(0), days(31)] }, days(32))).toBeUndefined()
    expect(recentlyMissed(fair, days(31))).toBe(1)
    expect(refuseCooling(use(fair), days(21), zone)).toMatchObject({
      rule: 'cooling_off',
      params: { count: 2, days: 30, date: '2026-12-06' },
    })
  })

  test('has no consequence where no rule is set', () =>
    expect(coolingUntil({ attendance: null, missed: [days(0), days(1)] }, days(2))).toBeUndefined())
})
