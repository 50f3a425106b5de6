import type { z } from 'zod'
import type { RegionScope } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { DelegablePost, Delegation as NamedDelegation } from './schema.ts'

/** As stored; the name of its region is put beside the code by `withRegionNames`. */
type Delegation = Omit<NamedDelegation, 'regionName'>

const select = `select d.id, d.assignment_id as "assignmentId", d.kind, r.role, r.region_code as region,
    r.organisation_id as "organisationId", r.account_id as "principalId", p.name as principal,
    d.delegate_id as "delegateId", s.name as delegate, d.starts_on as "startsOn", d.ends_on as "endsOn", d.decree,
    d.revoked_at as "revokedAt",
    case when d.revoked_at is not null or r.revoked_at is not null then 'revoked' when d.ends_on < identity.today() then 'ended'
      when d.starts_on > identity.today() then 'coming' else 'active' end as state
  from identity.delegation d
  join identity.role_assignment r on r.id = d.assignment_id
  join identity.account p on p.id = r.account_id
  join identity.account s on s.id = d.delegate_id`

const administered = `(exists (select from unnest($1::text[]) scope where starts_with(r.region_code, scope))
  or r.organisation_id = any ($2::uuid[]))`

interface Reach {
  scope: RegionScope
  organisations: readonly string[]
  accountId: string | null
}

/** Delegations in what one administers, of one's own posts, and those by which one stands in. The gate must be open. */
export async function listDelegations(
  db: Database,
  { scope, organisations, accountId }: Reach,
  { state, after, limit }: { state: 'active' | 'all'; after?: string | undefined; limit: number },
): Promise<Page<Delegation>> {
  const [before] = decodeCursor(after, 1) ?? [null]
  const rows = await db.many(
    text<Delegation>(
      `${select}
       where (${administered} or r.account_id = $3 or d.delegate_id = $3) and ($4::uuid is null or d.id < $4)
         and ($5 = 'all' or (d.revoked_at is null and d.ends_on >= identity.today()))
       order by d.id desc limit $6`,
      [scope, organisations, accountId, before, state, limit + 1],
    ),
  )
  return toPage(rows, limit, (row) => [row.id])
}

/** Posts for which the actor may name a stand-in: their own as head, and any in what they administer. */
export const listPosts = (db: Database, { scope, organisations, accountId }: Reach) =>
  db.many(
    text<Omit<z.infer<typeof DelegablePost>, 'regionName'>>(
      `select r.id as "assignmentId", a.name, r.role, r.region_code as region, r.organisation_id as "organisationId"
       from identity.role_assignment r join identity.account a on a.id = r.account_id
       where r.revoked_at is null and r.role in ('head', 'manager', 'officer')
         and (${administered} or (r.account_id = $3 and r.role = 'head'))
       order by r.role = 'head' desc, a.name, r.id limit 200`,
      [scope, organisations, accountId],
    ),
  )

/** @throws Fault `not_found`. */
export async function getDelegation(db: Database, delegationId: string, lock = false): Promise<Delegation> {
  const found = await db.maybe(
    text<Delegation>(`${select} where d.id = $1 ${lock ? 'for no key update of d' : ''}`, [delegationId]),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return found
}
