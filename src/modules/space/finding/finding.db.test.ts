import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { requestBooking } from '../bookings/operations.server.ts'
import { readCalendar } from '../calendar/operations.server.ts'
import { addClosure } from '../places/operations.server.ts'
import { everyDay, provisionSpace, sampleAnswers } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, day, now, refused, world } from '../testing/world.ts'
import { instant, localDay, millis, minute, plusDays } from '../time.ts'
import { findFree } from './operations.server.ts'

const here = await world()
const region = '33.72.05.1010'
const halls: Space[] = []
let sri: Actor

const find = (wish: object = {}) => here.run(findFree, anonymous, { region, limit: 50, ...wish })

beforeAll(async () => {
  sri = await here.resident()
  const make = (more: object) =>
    provisionSpace(
      { pool: here.app, actor: here.manager, at: now },
      { regionCode: region, maxDaysAhead: 90, ...more },
    )
  halls.push(
    await make({ name: 'Balai Satu', slotMinutes: 30, minMinutes: 30, bufferMinutes: 30 }),
    await make({ name: 'Balai Dua', capacity: 20, openings: everyDay(17 * 60, 21 * 60) }),
    await make({ name: 'Balai Tiga', kind: 'room', minDaysAhead: 7, closedOnHolidays: true }),
    await make({ name: 'Balai Empat', openings: [{ weekday: 7, from: 480, to: 720 }] }),
  )
  const book = (space: Space | undefined, from: number, to: number, date = day) =>
    here.run(requestBooking, sri, {
      ...sampleAnswers,
      spaceId: space?.id,
      attendees: 5,
      ...at(from, to, date),
    })
  await book(halls[0], 8, 11)
  await book(halls[0], 12, 14)
  await book(halls[1], 17, 20)
  await book(halls[2], 8, 12)
  await here.run(addClosure, here.manager, {
    spaceId: halls[3]?.id,
    ...at(8, 12, '2026-11-29'),
    reason: 'Tutup sehari',
  })
})

/** The same by asking each calendar for each day. */
async function slowly(from: string, days: number, { minutes = 60, earliest = 0, latest = 1440 } = {}) {
  const found: { slug: string; start: string }[] = []
  for (const { slug, minMinutes, slotMinutes } of halls) {
    const needed = Math.max(minMinutes, Math.ceil(minutes / slotMinutes) * slotMinutes)
    const calendar = await here.run(readCalendar, anonymous, {
      spaceId: slug,
      from,
      to: plusDays(from, days - 1),
    })
    const first = calendar.days
      .flatMap(({ date, starts }) => starts.map((one) => ({ ...one, date })))
      .find(({ start, longest, date }) => {
        const into = (millis(start) - localDay(date, 'Asia/Jakarta').start) / minute
        return longest >= needed && into >= earliest && into + needed <= latest
      })
    if (first) found.push({ slug, start: first.start })
  }
  return found.sort((a, b) => millis(a.start) - millis(b.start)).map(({ slug, start }) => `${slug} ${start}`)
}

describe('a free time anywhere', () => {
  test.each([
    [day, 1, {}],
    [day, 1, { minutes: 180 }],
    [day, 2, { earliest: 0, latest: 720 }],
    [day, 14, { earliest: 1080, latest: 1440 }],
    ['2026-11-20', 60, { minutes: 240 }],
    ['2026-12-20', 20, {}],
  ])('from %s over %i days, %o: what the calendars say', async (from, days, wish) => {
    const { items } = await find({ from, to: plusDays(from, days - 1), ...wish })
    const found = items.map(({ slug, start }) => `${slug} ${start}`)
    expect(found.toSorted()).toEqual((await slowly(from, days, wish)).toSorted())
    expect(items.map(({ start }) => start)).toEqual(items.map(({ start }) => start).toSorted())
  })

  test('page by page each place once', async () => {
    const all = await find({ from: day })
    const pages: string[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const page = await find({ from: day, limit: 1, ...(after && { after }) })
      pages.push(...page.items.map(({ slug }) => slug))
      after = page.next
    }
    expect(pages).toEqual(all.items.map(({ slug }) => slug))
    expect(pages).toHaveLength(4)
  })

  test('only places of the wanted kind and size, on the wanted day of the week', async () => {
    const slugs = async (wish: object) => (await find({ from: day, ...wish })).items.map(({ slug }) => slug)
    expect(await slugs({ kind: 'room' })).toEqual(['balai-tiga'])
    expect(await slugs({ capacity: 21 })).not.toContain('balai-dua')
    const mondays = await find({ from: day, weekday: 1 })
    expect(new Set(mondays.items.map(({ start }) => start.slice(0, 10)))).toEqual(new Set(['2026-11-30']))
    expect(await slugs({ region: '33.73' })).toEqual([])
  })

  test('a hold that ran out is no obstacle, and what cannot be is refused at its field', async () => {
    const spaceId = halls[1]?.id
    await here.owner.query(
      `insert into space.booking (space_id, unit_id, span, region_code, during, blocked, state, source, reference, hold_until, created_at, updated_at)
       select u.space_id, u.id, u.span, $2, r, r, 'held', 'web', '2345ABCD', $3, $4, $4
       from space.unit u cross join tstzrange($5::timestamptz, $6::timestamptz) r where u.space_id = $1`,
      [
        spaceId,
        region,
        instant(millis(now) - 60_000),
        now,
        at(17, 21, '2026-12-01').start,
        at(17, 21, '2026-12-01').end,
      ],
    )
    const found = await find({ from: '2026-12-01', to: '2026-12-01', earliest: 17 * 60 })
    expect(found.items.find(({ spaceId: id }) => id === spaceId)?.start).toBe(at(17, 18, '2026-12-01').start)
    const wrong = [
      { from: '2026-12-02', to: '2026-12-01' },
      { from: '2026-12-01', to: '2027-03-02' },
      { minutes: 120, earliest: 600, latest: 660 },
    ]
    for (const wish of wrong) expect((await refused(find(wish))).code).toBe('invalid_input')
  })
})
