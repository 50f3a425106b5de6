import { requestText } from '../load.ts'
import { beside, onlyStatus, withHello } from '../measure.ts'
import { atMost, count, milliseconds, rate, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const spaces = 500
const days = 90
const duration = 5000

/** Halls open from 8 to 21, with every other of five times a day booked for a quarter of a year to come. */
async function fill({ owner }: Site): Promise<number> {
  await owner.query('select setseed(0.42)')
  const { rowCount } = await owner.query(
    `with place as (
       select row_number() over (order by code) as n, code from region.region
       where level = 4 and code ^@ '33.' order by code limit ${spaces}),
     made as (
       insert into space.space (slug, name, kind, state, region_code, zone, address, capacity, approval, max_minutes, max_days_ahead,
         opened_on, created_at, updated_at)
       select 'balai-' || n, 'Balai ' || n, 'hall', 'published', code, 'Asia/Jakarta', 'Jl. Desa 1', 50 + n % 200, 'automatic', 240, 120,
         current_date, now(), now() from place returning id, region_code),
     units as (
       insert into space.unit (space_id, kind, name, capacity) select id, 'whole', 'Aula', 100 from made returning id, space_id, span),
     hours as (
       insert into space.opening (space_id, weekday, from_minute, to_minute)
       select id, weekday, 480, 1260 from made cross join generate_series(1, 7) weekday),
     times as (
       select u.*, m.region_code, (d + make_interval(hours => h)) at time zone 'Asia/Jakarta' as start, row_number() over () as n
       from units u join made m on m.id = u.space_id
       cross join generate_series(current_date::timestamp, current_date + ${days}, interval '1 day') d
       cross join unnest(array[8, 10, 13, 15, 18]) h where random() < 0.5)
     insert into space.booking (space_id, unit_id, span, region_code, during, blocked, state, source, reference, booker_name, group_kind,
       purpose, attendees, requested_at, decision, decided_at, created_at, updated_at)
     select space_id, id, span, region_code, tstzrange(start, start + interval '2 hours'), tstzrange(start, start + interval '2 hours'),
       'approved', 'web', upper(lpad(translate(to_hex(n), '01', 'gh'), 8, 'x')), 'Warga', 'community', 'meeting', 20, now(), 'approved', now(),
       now(), now() from times
     `,
  )
  // What autovacuum does within a minute: statistics, and pages that an index may speak for.
  await owner.query('vacuum analyze space.space, space.unit, space.opening, space.booking')
  return rowCount ?? 0
}

const dayFrom = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)

/** What people ask for: anything, long, in the evening, on Sundays, for many, late in the quarter. */
const wishes = [
  '',
  '&minutes=240',
  '&earliest=1080&minutes=120',
  '&weekday=7&latest=720&minutes=180',
  '&capacity=200',
  '&region=33.72',
  `&minutes=120`,
  '&earliest=480&latest=600&minutes=120',
]

/** A free time in any of 500 places within 90 days, as the page "Cari waktu kosong" asks for it. */
export async function finding(site: Site): Promise<Section> {
  const bookings = await fill(site)
  const paths = wishes.flatMap((wish) =>
    [0, 9, 40].map((ahead) => `/api/v1/free-times?from=${dayFrom(ahead)}&to=${dayFrom(days - 1)}${wish}`),
  )
  const requests = paths.map((path) => requestText({ port: site.port, path }))
  const [hello, found] = await withHello(1, (plain) =>
    beside(
      [
        plain,
        {
          use: site.program,
          port: site.port,
          connections: 1,
          request: (index: number) => requests[index % requests.length] ?? '',
        },
      ],
      duration,
    ),
  )
  const p95 =
    Float64Array.from(found.waits).sort()[Math.floor(found.waits.length * 0.95)] ?? Number.POSITIVE_INFINITY
  return {
    title: `A free time in ${count(spaces)} places within ${count(days)} days, one client`,
    figures: [
      { what: 'bookings to come', value: count(bookings) },
      { what: '"hello"', value: rate(hello.perSecond) },
      { what: 'search', value: rate(found.perSecond) },
      { what: 'search: p50', value: milliseconds(found.p50) },
      atMost('search: p95', p95, 50, milliseconds),
      onlyStatus(found, 200),
    ],
    notes: [
      `${count(wishes.length)} kinds of wishes: any time, long ones, evenings, Sunday mornings, big halls, one city; from today, next week and late in the quarter.`,
    ],
  }
}
