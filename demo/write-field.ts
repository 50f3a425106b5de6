import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { mangkubumen, officer, secondOfficer } from './cast.ts'
import { demoId } from './ids.ts'

/** How long after it was written down an entry found a signal, in minutes: the next street, or only at the office. */
const waits = [2, 35, 4, 190, 11, 80]

/** Some of what was entered at the desk was in truth written down in the street, where the phone said it stood. */
export async function writeField(db: Database): Promise<void> {
  const rows = await db.many(
    text<{ id: string; by: string }>(
      `select r.business_id as id, r.submitted_by as by from registry.registration r
       where r.desk and r.round = 1 and r.business_id is not null and r.region_code = $1 and r.submitted_by = any ($2::uuid[])
       order by r.submitted_at desc, r.id limit $3`,
      [mangkubumen, [officer.id, secondOfficer.id], waits.length],
    ),
  )
  for (const [index, { id, by }] of rows.entries())
    await db.exec(
      text(
        `insert into registry.field_entry (id, account_id, officer_name, business_id, region_code, revision, captured_at, received_at,
           changed_at, latitude, longitude, accuracy_m, located_at)
         select $1, r.submitted_by, $2, b.id, b.region_code, 1, r.submitted_at - make_interval(mins => $3), r.submitted_at,
           r.submitted_at, b.latitude, b.longitude, case when b.latitude is not null then $4::real end,
           case when b.latitude is not null then r.submitted_at - make_interval(mins => $3) end
         from registry.business b join registry.registration r on r.business_id = b.id and r.round = 1 where b.id = $5`,
        [
          demoId('field_entry', index + 1),
          by === officer.id ? officer.name : secondOfficer.name,
          waits[index] ?? 5,
          6 + index * 3,
          id,
        ],
      ),
    )
}
