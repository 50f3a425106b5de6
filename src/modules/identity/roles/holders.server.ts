import type { Role } from '#kernel/actor.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { openGate } from '../gate.server.ts'

/**
 * Who holds a role today over a region, over one it lies in or over one in it; by name. For callers whose policy lets the
 * actor choose colleagues there.
 */
export async function listHolders(
  db: Database,
  role: Role,
  regionCode: string,
): Promise<{ id: string; name: string }[]> {
  await openGate(db)
  return db.many(
    text<{ id: string; name: string }>(
      `select a.id, a.name from identity.account a
       where a.disabled_at is null and exists (
         select from identity.role_assignment r where r.account_id = a.id and r.role = $1 and r.revoked_at is null
           and identity.today() between r.starts_on and coalesce(r.ends_on, 'infinity')
           and (starts_with($2, r.region_code) or starts_with(r.region_code, $2)))
       order by a.name, a.id limit 200`,
      [role, regionCode],
    ),
  )
}
