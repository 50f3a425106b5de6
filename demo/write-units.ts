import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { DemoUnit } from './place.ts'

/** The parts of a space, areas before what lies in them. Stalls of a market are booked one by one: its whole is not. */
export async function writeUnits(db: Database, spaceId: string, units: readonly DemoUnit[]): Promise<void> {
  const rows = units.map((unit, index) => ({ ...unit, position: index + 1 }))
  for (const areas of [true, false])
    await db.exec(
      text(
        `insert into space.unit (space_id, kind, code, name, capacity, position, bookable, parent_id, approval, min_minutes, max_minutes)
         select $1, r.kind, r.code, r.name, r.capacity, r.position, r.bookable, a.id, r.approval, r."minMinutes", r."maxMinutes"
         from jsonb_to_recordset($2::jsonb) as r (kind text, code text, name text, capacity int, position smallint, bookable boolean,
           area text, approval text, "minMinutes" int, "maxMinutes" int)
         left join space.unit a on a.space_id = $1 and a.code = r.area
         order by r.position`,
        [spaceId, JSON.stringify(rows.filter(({ kind }) => (kind === 'area') === areas))],
      ),
    )
  if (units.some(({ kind }) => kind === 'stall'))
    await db.exec(
      text(`update space.unit set bookable = false where space_id = $1 and kind = 'whole'`, [spaceId]),
    )
}
