import { describe, expect, test } from 'vitest'
import { holdSpace, requestBooking, reschedule } from '../bookings/operations.server.ts'
import { provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { bookSeries, readSeriesDates } from '../series/operations.server.ts'
import { at, now, refused, world } from '../testing/world.ts'
import { checkInByCode, missed } from '../visits/operations.server.ts'
import { liftCooling, readAbsentees, readFairRules, readStanding, setFairRules } from './operations.server.ts'

const here = await world()
type Person = Awaited<ReturnType<typeof here.resident>>

const provide = async (rules: object) => {
  const space = await provisionSpace({ pool: here.app, actor: here.manager, at: now }, { maxDaysAhead: 90 })
  await here.run(setFairRules, here.manager, { spaceId: space.id, limits: [], attendance: null, ...rules })
  return space
}
const limit = (
  subject: 'person' | 'group',
  measure: 'bookings' | 'hours',
  amount: number,
  period = 'week',
) => ({
  limits: [{ subject, period, measure, amount }],
})
const person = { ...sampleAnswers, groupKind: 'person', name: 'Sri Wahyuni' } as const
const book = (
  space: Space,
  who: Person,
  time: { start: string; end: string },
  more: object = {},
  when = now,
) => here.run(requestBooking, who, { ...person, ...time, spaceId: space.id, ...more }, { now: when })
const rule = async (attempt: Promise<unknown>) => (await refused(attempt)).info.details?.rule

describe('a share of a space', () => {
  test('of a person: hours a week, whatever door they come through', async () => {
    const space = await provide(limit('person', 'hours', 4))
    const sri = await here.resident()
    const first = await book(space, sri, at(9, 12))
    const fault = await refused(book(space, sri, at(14, 16)))
    expect(fault.key).toBe('series_refuse_person_hours_week')
    expect(await rule(here.run(holdSpace, sri, { spaceId: space.id, ...at(14, 16) }))).toBe('person_hours')
    await book(space, sri, at(14, 15))
    await book(space, sri, at(14, 16, '2026-11-30'))
    expect(await rule(here.run(reschedule, sri, { bookingId: first.id, ...at(10, 13, '2026-12-01') }))).toBe(
      'person_hours',
    )
    await here.run(reschedule, sri, { bookingId: first.id, ...at(9, 12, '2026-11-27') })
    await book(space, await here.resident(), at(16, 18))
  })

  test('of a group, whoever of them books', async () => {
    const space = await provide(limit('group', 'bookings', 1, 'month'))
    const [one, two] = [await here.resident(), await here.resident()]
    await book(space, one, at(9, 10), sampleAnswers)
    expect(await rule(book(space, two, at(12, 13), { ...sampleAnswers, name: ' sanggar  mekar SARI' }))).toBe(
      'group_bookings',
    )
    await book(space, two, at(12, 13), { ...sampleAnswers, name: 'Karang Taruna' })
    await book(space, two, at(14, 15))
  })

  test('is not gone beyond by two requests at once', async () => {
    const space = await provide(limit('person', 'bookings', 1))
    const mine = await provide(limit('group', 'bookings', 1))
    const sri = await here.resident()
    const hours = [8, 9, 10, 11, 12, 13, 14, 15]
    const alone = await Promise.allSettled(hours.map((from) => book(space, sri, at(from, from + 1))))
    expect(alone.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const people = await Promise.all(hours.map(() => here.resident()))
    const together = await Promise.allSettled(
      hours.map((from, index) => book(mine, people[index] ?? sri, at(from, from + 1), sampleAnswers)),
    )
    expect(together.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is told date by date in a series', async () => {
    const space = await provide(limit('person', 'bookings', 2, 'month'))
    const wish = {
      spaceId: space.id,
      first: '2026-11-28',
      from: 540,
      minutes: 60,
      repeat: 'week',
      count: 4,
    } as const
    const sri = await here.resident()
    const { dates } = await here.run(readSeriesDates, sri, wish)
    expect(dates.map((one) => one.refusedBy ?? one.state)).toEqual([
      'free',
      'free',
      'free',
      'person_bookings',
    ])
    const fault = await refused(
      here.run(bookSeries, sri, { ...wish, ...person, dates: dates.map(({ date }) => date) }),
    )
    expect(fault.info.details?.dates).toMatchObject([{ date: '2026-12-19', rule: 'person_bookings' }])
  })

  test('does not bind staff who book at the desk', async () => {
    const space = await provide(limit('group', 'bookings', 1))
    for (const from of [9, 11])
      await here.run(requestBooking, here.officer, {
        ...sampleAnswers,
        ...at(from, from + 1),
        spaceId: space.id,
        booker: { name: 'Pak Slamet' },
      })
  })

  test('is set by those who keep the space, and shown to everyone', async () => {
    const space = await provide(limit('person', 'hours', 4))
    const rules = { spaceId: space.id, ...limit('person', 'hours', 2), attendance: null }
    expect((await refused(here.run(setFairRules, here.officer, rules))).code).toBe('forbidden')
    const twice = { ...rules, limits: [...rules.limits, ...rules.limits] }
    expect((await refused(here.run(setFairRules, here.manager, twice))).code).toBe('invalid_input')
    await here.run(setFairRules, here.manager, { ...rules, limits: [] })
    expect(await here.run(readFairRules, await here.resident(), { spaceId: space.id })).toMatchObject({
      limits: [],
    })
  })
})

describe('who does not come', () => {
  const attendance = { warnAfter: 1, coolAfter: 2, withinDays: 30, coolDays: 14 }
  const miss = async (space: Space, who: Person, date: string) => {
    const made = await book(space, who, at(9, 10, date))
    await here.run(missed, here.officer, { bookingId: made.id }, { now: at(12, 13, date).start })
    return made
  }

  test('is warned, then waits and is told until when; staff forgive with a reason', async () => {
    const space = await provide({ attendance })
    const sri = await here.resident()
    await miss(space, sri, '2026-11-21')
    const missedLast = await miss(space, sri, '2026-11-25')
    const after = '2026-11-26T02:00:00.000Z'
    const { rows } = await here.owner.query(
      `select template from kernel.message where recipient = $1 and template like 'space.absence%' order by created_at`,
      [sri.phone],
    )
    expect(rows.map(({ template }) => template)).toEqual(['space.absence_warning', 'space.absence_cooling'])
    const fault = await refused(book(space, sri, at(9, 10), {}, after))
    expect(fault.info).toMatchObject({
      params: { count: 2, days: 30, date: '2026-12-10' },
      details: { rule: 'cooling_off' },
    })
    const standing = await here.run(readStanding, sri, { spaceId: space.id }, { now: after })
    expect(standing).toMatchObject({ missed: 2, coolingUntil: '2026-12-09T03:00:00Z' })
    const listed = await here.run(readAbsentees, here.officer, { spaceId: space.id }, { now: after })
    expect(listed.items).toMatchObject([
      { bookingId: missedLast.id, missed: 2, coolingUntil: '2026-12-09T03:00:00Z' },
    ])
    const lift = { bookingId: missedLast.id, reason: 'Anaknya dirawat di rumah sakit.' }
    expect((await refused(here.run(liftCooling, sri, lift))).code).toBe('not_found')
    await here.run(liftCooling, here.officer, lift, { now: after })
    await book(space, sri, at(9, 10), {}, '2026-11-26T02:01:00.000Z')
    expect(
      (await here.run(readAbsentees, here.officer, { spaceId: space.id }, { now: after })).items,
    ).toEqual([])
  })

  test('a visit that is recorded afterwards was none missed', async () => {
    const space = await provide({ attendance: { ...attendance, coolAfter: 1 } })
    const sri = await here.resident()
    const made = await miss(space, sri, '2026-11-22')
    const after = '2026-11-22T08:00:00.000Z'
    expect(await rule(book(space, sri, at(9, 10), {}, after))).toBe('cooling_off')
    await here.run(checkInByCode, here.officer, { code: made.reference }, { now: after })
    await book(space, sri, at(9, 10), {}, after)
  })
})
