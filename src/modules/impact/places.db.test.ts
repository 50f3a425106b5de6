import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { callAs, staff } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { makeRegions, makeSpace } from '../../../tests/support/past.ts'
import { gini, inventPlaces, slowPlace } from '../../../tests/support/slow-places.ts'
import { topics } from './figures/indicators.ts'
import { getFigure, listFigures } from './figures/operations.server.ts'
import { periodOf } from './figures/periods.ts'
import { readRecords } from './records/operations.server.ts'

const database = await testDatabase()
const now = '2026-07-20T03:00:00Z'
const village = '33.72.05.1010'
const past = inventPlaces()
const date = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
const dayOf = (on: string) => Math.round((Date.parse(`${on}T00:00:00Z`) - Date.UTC(2026, 0, 1)) / 86_400_000)
const ids = (howMany: number) => Array.from({ length: howMany }, () => randomUUID())
const [parties, traders] = [ids(15), ids(12)]

const write = (statement: string, rows: readonly object[], spaces: readonly string[]) =>
  database.owner.query(statement, [JSON.stringify(rows), spaces])

beforeAll(async () => {
  await makeRegions(database.owner, [
    { code: '33', name: 'Jawa Tengah' },
    { code: '33.72', name: 'Kota Surakarta' },
    { code: '33.72.05', name: 'Banjarsari' },
    { code: village, name: 'Mangkubumen' },
  ])
  const spaces = [
    (await makeSpace(database.owner, { region: village, name: 'Pasar' })).spaceId,
    (await makeSpace(database.owner, { region: village, name: 'Ruang Kerja' })).spaceId,
  ]
  const uses = past.uses.map((use) => ({
    ...use,
    account: parties[use.party],
    start: `${date(use.day)}T${String(use.hour).padStart(2, '0')}:00:00+07:00`,
  }))
  await write(
    `with use as (
       select r.*, ($2::uuid[])[r.space + 1] as space_id, kernel.new_id() as unit_id, row_number() over () as n
       from jsonb_to_recordset($1::jsonb) as r (space int, account uuid, start timestamptz, hours int)),
     unit as (insert into space.unit (id, space_id, kind, name, capacity) select unit_id, space_id, 'room', 'Uji', 100 from use returning id, span)
     insert into space.booking (space_id, unit_id, span, region_code, during, blocked, state, source, reference, account_id, booker_name, group_kind,
       purpose, attendees, requested_at, created_at, updated_at)
     select use.space_id, unit.id, unit.span, '${village}', tstzrange(start, start + make_interval(hours => hours)),
       tstzrange(start, start + make_interval(hours => hours)), 'completed', 'web',
       translate(lpad(use.n::text, 8, '0'), '01', 'AB'), account, 'Uji', 'business', 'meeting', 4, start - interval '2 days', start, start
     from use join unit on unit.id = use.unit_id`,
    uses,
    spaces,
  )
  await database.owner.query(
    `with place as (select s.space_id, s.n as space, t.account, t.n as trader, kernel.new_id() as unit_id
       from unnest($1::uuid[]) with ordinality s (space_id, n), unnest($2::uuid[]) with ordinality t (account, n)),
     unit as (insert into space.unit (id, space_id, kind, name, code, capacity)
       select unit_id, space_id, 'stall', 'Lapak', 'T-' || trader, 1 from place returning id, span)
     insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, holder_name, account_id, created_at, updated_at)
     select place.space_id, unit.id, unit.span, '${village}', 'active', 'permanent', 'direct', '[2026-01-01,2027-01-01)', 'Uji', account, now(), now()
     from place join unit on unit.id = place.unit_id`,
    [spaces, traders],
  )
  await write(
    `insert into space.presence (space_id, unit_id, region_code, day, lease_id, state, how, at, recorded_at)
     select l.space_id, l.unit_id, l.region_code, r.day, l.id, r.state, 'round', now(), now()
     from jsonb_to_recordset($1::jsonb) as r (space int, account uuid, day date, state text)
     join space.lease l on l.space_id = ($2::uuid[])[r.space + 1] and l.account_id = r.account`,
    past.sights.map((one) => ({ ...one, day: date(one.day), account: traders[one.trader] })),
    spaces,
  )
  await write(
    `insert into space.sales (lease_id, space_id, region_code, account_id, day, band, said_at)
     select l.id, l.space_id, l.region_code, l.account_id, r.day, r.band, now()
     from jsonb_to_recordset($1::jsonb) as r (account uuid, day date, band smallint)
     join space.lease l on l.space_id = ($2::uuid[])[1] and l.account_id = r.account`,
    past.sold.map((one) => ({ ...one, day: date(one.day), account: traders[one.trader] })),
    spaces,
  )
  await write(
    `insert into space.guest (space_id, unit_id, region_code, at, until, how, people, purpose, sex, age_group, recorded_at)
     select u.space_id, u.id, '${village}', r.day + time '09:00', r.day + time '15:00', 'desk', r.people, 'work', r.sex, r.age, now()
     from jsonb_to_recordset($1::jsonb) as r (space int, day date, people int, sex text, age text)
     join space.unit u on u.space_id = ($2::uuid[])[r.space + 1] and u.kind = 'whole'`,
    past.guests.map((one) => ({ ...one, day: date(one.day) })),
    spaces,
  )
})

const head = (region = '33.72') => callAs(database.app, staff('head', region), { now })

describe('figures of places say what the records say', () => {
  it.each([
    ['year', '2026-05-20'],
    ['month', '2026-02-10'],
    ['month', '2026-05-10'],
    ['week', '2026-04-01'],
    ['day', '2026-03-03'],
    ['month', '2025-11-01'],
  ] as const)('in the %s of %s', async (period, on) => {
    const { figures } = await execute(listFigures, { region: village, period, on, topic: 'places' }, head())
    expect(figures.map((one) => one.indicator)).toEqual(topics.places)
    const span = periodOf(period, on)
    for (const figure of figures) {
      const naive = slowPlace(past, figure.indicator, dayOf(span.from), dayOf(span.until))
      expect(figure.count, figure.indicator).toBe(naive.count)
      if (naive.value === null || naive.value === undefined)
        expect(figure.value ?? null, figure.indicator).toBeNull()
      else if (figure.count > 0) expect(figure.value, figure.indicator).toBeCloseTo(naive.value, 9)
    }
  })

  it('and the tenth that uses most is as large as its hours', async () => {
    const { figure } = await execute(
      getFigure,
      { indicator: 'concentration', region: village, period: 'year' },
      head(),
    )
    const hours = parties.map((_, party) =>
      past.uses.filter((one) => one.party === party).reduce((sum, one) => sum + one.hours, 0),
    )
    const used = hours.filter((one) => one > 0).sort((a, b) => b - a)
    const top = used.slice(0, Math.ceil(used.length * 0.1)).reduce((sum, one) => sum + one, 0)
    expect(figure.numerator).toBe(top * 60)
    expect(figure.denominator).toBe(used.reduce((sum, one) => sum + one, 0) * 60)
    expect(gini([1, 1, 1, 1])).toBe(0)
  })

  it('and use by hour of day is the minutes used of the minutes open', async () => {
    const { use } = await execute(
      getFigure,
      { indicator: 'utilisation', region: village, period: 'month', on: '2026-03-10' },
      head(),
    )
    const [from, until] = [dayOf('2026-03-01'), dayOf('2026-03-31')]
    for (const { weekday, hour, share } of use) {
      const days = Array.from({ length: until - from + 1 }, (_, index) => from + index).filter(
        (one) => (new Date(`${date(one)}T00:00:00Z`).getUTCDay() || 7) === weekday,
      )
      const used = past.uses.filter(
        (one) => days.includes(one.day) && hour >= one.hour && hour < one.hour + one.hours,
      )
      const empty = past.sights.filter(
        ({ day, state }) => days.includes(day) && (state === 'absent' || state === 'closed'),
      )
      // Every trader holds a stall in both spaces: a hundredth of it, on all days but those on which it was seen empty.
      const held = (days.length * 2 * traders.length - empty.length) / 100
      expect(share, `${weekday} ${hour}`).toBeCloseTo((used.length + held) / (days.length * 2), 9)
    }
    expect(use).toHaveLength(7 * 8)
  })
})

it('parts of presence share one whole', async () => {
  const asked = { region: '33.72', period: 'year', indicator: 'presence' } as const
  const { figure, breakdowns } = await execute(getFigure, asked, head())
  const states = breakdowns.find(({ by }) => by === 'state')?.parts ?? []
  expect(states.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(1, 9)
  expect(states.find(({ part }) => part === 'present')?.value).toBe(figure.value)
})

describe('each opens to its records', () => {
  it.each([...topics.places, 'utilisation'] as const)(
    'the list of %s is as long as the figure says',
    async (indicator) => {
      const asked = { region: '33.72', period: 'month', on: '2026-03-10', indicator } as const
      const { figure, breakdowns } = await execute(getFigure, asked, head())
      const { total, amount } = await execute(readRecords, { ...asked, limit: 5 }, head())
      expect(total).toBe(figure.count)
      const { numerator, denominator } = figure
      const sums: Record<string, number | null> = {
        guests: numerator,
        returning: numerator,
        turns: numerator,
        utilisation: (numerator ?? 0) / 60,
        concentration: (denominator ?? 0) / 60,
      }
      const sum = sums[indicator]
      if (sum !== undefined) expect(amount).toBeCloseTo(sum ?? -1, 6)
      for (const { by, parts } of breakdowns)
        if (by !== 'sex' && by !== 'age')
          for (const { part, count } of parts) {
            const page = await execute(readRecords, { ...asked, by, part }, head())
            expect(page.total, `${by} ${part}`).toBe(count)
          }
    },
  )

  it('but not to whose sales they were, and not by what tells of few people', async () => {
    const { items } = await execute(
      readRecords,
      { region: village, indicator: 'sales', period: 'year' },
      head(),
    )
    for (const item of items) expect(item).toMatchObject({ reference: null, href: null })
    await expect(
      execute(readRecords, { indicator: 'guests', by: 'sex' as 'group', part: 'female' }, head()),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    const nothing = await execute(
      readRecords,
      { indicator: 'waiting', by: 'group', part: 'person', period: 'year' },
      head(),
    )
    expect(nothing.total).toBe(0)
  })
})

describe('of few people nothing is said', () => {
  it.each(['2026-01-05', '2026-02-11', '2026-03-20', '2026-04-10', '2026-05-25'])(
    'guests by sex and age in the week of %s',
    async (on) => {
      const { breakdowns, figure } = await execute(
        getFigure,
        { indicator: 'guests', region: village, period: 'week', on },
        head(),
      )
      for (const { by, personal, parts } of breakdowns) {
        if (by !== 'sex' && by !== 'age') continue
        expect(personal).toBe(true)
        for (const { value } of parts)
          if (value !== null) expect(value === 0 || value >= 5, `${by} ${value}`).toBe(true)
        // One hidden part alone could be worked out from the whole.
        expect(parts.filter(({ value }) => value === null)).not.toHaveLength(1)
      }
      expect(figure.value).not.toBeNull()
    },
  )
})
