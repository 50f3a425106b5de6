import type { PoolClient } from 'pg'
import { zoneOf } from '#modules/region/rules.ts'
import { randomFrom } from '../random.ts'
import { bookedDays, type GrownHall } from './bookings.ts'
import { copyLines, line, numberedId } from './copy.ts'
import type { Days } from './days.ts'
import type { Villages } from './villages.ts'

/** Halls number `first` to `first + howMany - 1`, each in a village of its own, open 08.00–21.00 every day. */
export async function writeHalls(
  client: PoolClient,
  villages: Villages,
  days: Days,
  first: number,
  howMany: number,
): Promise<GrownHall[]> {
  const { calendar } = days
  const openedOn = calendar.day(-bookedDays)
  const openedAt = calendar.at(openedOn, 8 * 60)
  const halls = Array.from({ length: howMany }, (_, index) => {
    const number = first + index
    return {
      number,
      spaceId: numberedId(openedAt, 6, number),
      unitId: numberedId(openedAt, 7, number),
      region: villages.pick(randomFrom(0xa11 + number)),
    }
  })
  await copyLines(
    client,
    'space.space',
    'id, slug, name, kind, state, region_code, zone, address, capacity, approval, max_minutes, opened_on, created_at, updated_at',
    halls.map(({ number, spaceId, region }) =>
      line([
        spaceId,
        `balai-warga-${number}`,
        `Balai Warga ${number}`,
        'hall',
        'published',
        region,
        zoneOf(region),
        `Balai desa ${region}`,
        120,
        'automatic',
        240,
        openedOn,
        openedAt,
        openedAt,
      ]),
    ),
  )
  await copyLines(
    client,
    'space.unit',
    'id, space_id, kind, name, capacity',
    halls.map(({ number, spaceId, unitId }) =>
      line([unitId, spaceId, 'whole', `Balai Warga ${number}`, 120]),
    ),
  )
  await copyLines(
    client,
    'space.opening',
    'space_id, weekday, from_minute, to_minute',
    halls.flatMap(({ spaceId }) =>
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => line([spaceId, weekday, 480, 1260])),
    ),
  )
  return halls
}
