import type { Pool } from 'pg'
import { everyDay, provisionSpace } from '#modules/space/provision.server.ts'
import { openPool } from '#platform/database/pool.ts'
import { managerWithKey } from '../people.ts'

/** A space with its parts. */
export interface Place {
  spaceId: string
  whole: string
  seats: readonly string[]
}

const howMany = 6
const seats = 12

/** Co-working spaces of one whole and twelve seats, and the key of their manager's program. */
export async function placesFor(databaseUrl: string, owner: Pool): Promise<{ key: string; places: Place[] }> {
  const { key, actor } = await managerWithKey(owner)
  const pool = openPool(databaseUrl, 'berdaya_app', { max: 2 })
  try {
    const places: Place[] = []
    for (let number = 1; number <= howMany; number++) {
      const space = await provisionSpace(
        { pool, actor },
        {
          name: `Ruang Kerja ${number} ${Date.now()}`,
          kind: 'coworking',
          maxDaysAhead: 90,
          openings: everyDay(8 * 60, 21 * 60),
        },
      )
      const { rows } = await owner.query<{ id: string }>(
        `insert into space.unit (space_id, kind, name, code, capacity, position)
         select $1, 'seat', 'Kursi ' || n, 'K-' || n, 1, n from generate_series(1, ${seats}) n returning id`,
        [space.id],
      )
      const whole = await owner.query<{ id: string }>(
        `select id from space.unit where space_id = $1 and kind = 'whole'`,
        [space.id],
      )
      places.push({ spaceId: space.id, whole: whole.rows[0]?.id ?? '', seats: rows.map(({ id }) => id) })
    }
    return { key, places }
  } finally {
    await pool.end()
  }
}
