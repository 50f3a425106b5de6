import type { RegionScope, Role } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { Assignment as NamedAssignment } from './schema.ts'

/** As stored; the name of its region is put beside the code by `withRegionNames`. */
export type Assignment = Omit<NamedAssignment, 'regionName'>

/** Names of colleagues are read with the gate open; which rows are shown the scope and row-level security decide. */
const select = `select r.id, r.account_id as "accountId", a.name, coalesce(a.email, a.phone, '') as contact, r.role,
    r.region_code as region, r.organisation_id as "organisationId", r.starts_on as "startsOn", r.ends_on as "endsOn", r.note,
    g.name as "grantedBy", r.granted_at as "grantedAt", r.revoked_at as "revokedAt",
    case when r.revoked_at is not null then 'revoked' when r.ends_on < identity.today() then 'ended'
      when r.starts_on > identity.today() then 'coming' else 'active' end as state
  from identity.role_assignment r
  join identity.account a on a.id = r.account_id
  left join identity.account g on g.id = r.granted_by`

export interface AssignmentQuery {
  role?: Role | undefined
  region?: string | undefined
  accountId?: string | undefined
  state: 'active' | 'all'
  after?: string | undefined
  limit: number
  organisations: readonly string[]
}

export async function listAssignments(
  db: Database,
  scope: RegionScope,
  query: AssignmentQuery,
): Promise<Page<Assignment>> {
  const [before] = decodeCursor(query.after, 1) ?? [null]
  const rows = await db.many(
    text<Assignment>(
      `${select}
       where (exists (select from unnest($1::text[]) scope where starts_with(r.region_code, scope))
           or ($3::text is null and r.organisation_id = any ($2::uuid[])))
         and ($3::text is null or starts_with(r.region_code, $3)) and ($4::text is null or r.role = $4)
         and ($5::uuid is null or r.account_id = $5) and ($6::uuid is null or r.id < $6)
         and ($7 = 'all' or (r.revoked_at is null and coalesce(r.ends_on, 'infinity') >= identity.today()))
       order by r.id desc limit $8`,
      [
        scope,
        query.organisations,
        query.region ?? null,
        query.role ?? null,
        query.accountId ?? null,
        before,
        query.state,
        query.limit + 1,
      ],
    ),
  )
  return toPage(rows, query.limit, (row) => [row.id])
}

/** @throws Fault `not_found`. */
export async function getAssignment(db: Database, assignmentId: string, lock = false): Promise<Assignment> {
  const found = await db.maybe(
    text<Assignment>(`${select} where r.id = $1 ${lock ? 'for no key update of r' : ''}`, [assignmentId]),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return found
}
