import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { getRegion } from '#modules/region/queries.server.ts'
import { within } from '#modules/region/within.ts'
import { sql, text } from '#platform/database/query.ts'
import { readReference } from '../../numbers.ts'
import { deciders } from '../../policy.ts'
import { firstDay } from '../months.ts'
import type { CohortRow } from './queries.server.ts'
import type { CohortChange, NewCohort, NewMembers } from './schema.ts'

const audit = (ctx: Context, cohort: { id: string; regionCode: string }, changes: Record<string, unknown>) =>
  ctx.audit({ subject: { type: 'cohort', id: cohort.id }, region: cohort.regionCode, changes })

/** Open a list of businesses that report together. */
export async function openCohort(ctx: Context, cohort: NewCohort): Promise<string> {
  await getRegion(ctx.db, cohort.regionCode)
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into registry.cohort (id, name, region_code, every_months, first_month, remind_day, created_at)
       values ($1, $2, $3, $4, $5::date, $6, $7)`,
      [
        id,
        cohort.name,
        cohort.regionCode,
        cohort.everyMonths,
        firstDay(cohort.firstMonth),
        cohort.remindDay,
        ctx.now,
      ],
    ),
  )
  audit(ctx, { id, regionCode: cohort.regionCode }, { name: cohort.name })
  return id
}

/** @throws Fault `stale` when somebody else changed it meanwhile */
export async function changeCohort(ctx: Context, before: CohortRow, change: CohortChange): Promise<void> {
  if (before.version !== change.version) throw new Fault('stale', 'progress_stale')
  await ctx.db.exec(
    text(
      `update registry.cohort set name = $2, every_months = $3, first_month = $4::date, remind_day = $5, active = $6,
         version = version + 1 where id = $1`,
      [
        before.id,
        change.name,
        change.everyMonths,
        firstDay(change.firstMonth),
        change.remindDay,
        change.active,
      ],
    ),
  )
  const { cohortId: _, version: __, ...now } = change
  audit(ctx, before, now)
}

/** References in what somebody pasted; what is none is given back. */
function readReferences(pasted: string): { references: string[]; unknown: string[] } {
  const references: string[] = []
  const unknown: string[] = []
  for (const word of pasted.split(/[\s,;]+/).filter((one) => one !== '')) {
    const reference = readReference(word)
    if (reference === undefined) unknown.push(word.slice(0, 20))
    else references.push(reference)
  }
  return { references, unknown }
}

/** Most businesses one request puts on a list. */
const mostAtOnce = 5000

/** Put businesses on the list: those named, or all of a region and sector. Who left comes back. */
export async function addMembers(ctx: Context, cohort: CohortRow, wanted: NewMembers) {
  const { references, unknown } = readReferences(wanted.references ?? '')
  if (references.length === 0 && unknown.length === 0 && wanted.region === undefined)
    throw fieldFault('references', 'progress_field_members')
  const scopes = narrow(narrow(scopeOf(ctx.actor, deciders), cohort.regionCode), wanted.region)
  const ofSector = wanted.sector ? sql`b.sector = ${wanted.sector}` : sql`true`
  const everyone = wanted.region === undefined ? sql`false` : ofSector
  const found = await ctx.db.many(
    sql<{ id: string; reference: string }>`select b.id, b.reference from registry.business b
      where b.state = 'verified' and ${within('b.region_code', scopes)}
        and (b.reference = any (${references}::text[]) or ${everyone})
      order by b.id limit ${sql.lit(mostAtOnce)}`,
  )
  const known = new Set(found.map(({ reference }) => reference))
  const joined = await ctx.db.exec(
    text(
      `insert into registry.cohort_member as m (cohort_id, business_id, joined_at)
       select $1, id, $3::timestamptz from unnest($2::uuid[]) id
       on conflict on constraint cohort_member_key do update set joined_at = excluded.joined_at, left_at = null
         where m.left_at is not null`,
      [cohort.id, found.map(({ id }) => id), ctx.now],
    ),
  )
  audit(ctx, cohort, { joined })
  return {
    joined,
    already: found.length - joined,
    unknown: [...unknown, ...references.filter((reference) => !known.has(reference))],
  }
}

/** Take a business off the list. @throws Fault `not_found` */
export async function removeMember(ctx: Context, cohort: CohortRow, businessId: string): Promise<void> {
  const left = await ctx.db.exec(
    text(
      `update registry.cohort_member set left_at = $3 where cohort_id = $1 and business_id = $2 and left_at is null`,
      [cohort.id, businessId, ctx.now],
    ),
  )
  if (left === 0) throw new Fault('not_found', 'progress_cohort_not_found')
  audit(ctx, cohort, { left: businessId })
}
