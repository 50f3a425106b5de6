import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'

/** Zones as on the signs of the market; codes are the letters of its stalls. */
const zones = [
  { code: 'a', name: 'Makanan dan minuman', hue: 45, pattern: 'stripes' },
  { code: 'b', name: 'Batik, busana, kerajinan', hue: 300, pattern: 'dots' },
  { code: 'c', name: 'Kebutuhan harian dan jasa', hue: 160, pattern: 'grid' },
]
const features = [
  {
    kind: 'wall',
    points: [
      [0.5, 0.5],
      [37.5, 0.5],
      [37.5, 19.5],
      [22, 19.5],
    ],
    label: '',
  },
  {
    kind: 'wall',
    points: [
      [17, 19.5],
      [0.5, 19.5],
      [0.5, 0.5],
    ],
    label: '',
  },
  {
    kind: 'gate',
    points: [
      [17, 19.5],
      [22, 19.5],
    ],
    label: 'Pintu masuk',
  },
  { kind: 'toilet', points: [[33, 17]], label: 'Toilet' },
]

/** The plan of the market in the yard of the hall: two rows of food and crafts, daily goods beside the gate. */
export async function writePlan(db: Database, now: string, spaceId: string): Promise<void> {
  await db.exec(
    text(
      `insert into space.plan (space_id, width, height, features, zones, updated_at) values ($1, 38, 20, $2::jsonb, $3::jsonb, $4)`,
      [spaceId, JSON.stringify(features), JSON.stringify(zones), now],
    ),
  )
  await db.exec(
    text(
      `insert into space.stall_place (unit_id, space_id, shape, stall_kind, tenure, zone, area, water, power)
       select u.id, u.space_id, jsonb_build_object('w', 2.5, 'h', 2.5, 'r', 0,
           'x', case p.letter when 'A' then 2 + (p.n - 1) % 6 * 2.8 when 'B' then 22 + (p.n - 1) % 4 * 3.6 else 2 + (p.n - 1) * 3.4 end,
           'y', case p.letter when 'C' then 15.5 else 2.5 + (p.n - 1) / (case p.letter when 'A' then 6 else 4 end) * 5.5 end),
         'pelataran', case when exists (select from space.lease l where l.unit_id = u.id) then 'permanent' else 'daily' end,
         lower(p.letter), 6.25, p.letter = 'A', p.n % 2 = 1
       from space.unit u
       cross join lateral (select left(u.code, 1) as letter, substring(u.code from '\\d+$')::int as n) p
       where u.space_id = $1 and u.kind = 'stall' and u.code ~ '^[ABC]-?\\d+$'`,
      [spaceId],
    ),
  )
}
