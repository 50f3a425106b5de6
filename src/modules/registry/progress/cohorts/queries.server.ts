import { holds, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { deciders, readers } from '../../policy.ts'
import { askedMonth, firstDay } from '../months.ts'
import { monthNow } from '../queries.server.ts'
import type { Cohort, CohortMember, CohortQuery } from './schema.ts'

const columns = `c.id, c.name, c.region_code as "regionCode", c.every_months as "everyMonths",
  to_char(c.first_month, 'YYYY-MM') as "firstMonth", c.remind_day as "remindDay", c.active, c.version`

export type CohortRow = Omit<Cohort, 'place' | 'members' | 'month' | 'told' | 'mayChange'>

/** @throws Fault `not_found` */
export async function getCohortRow(ctx: Context, cohortId: string, lock = false): Promise<CohortRow> {
  const found = await ctx.db.maybe(
    text<CohortRow>(`select ${columns} from registry.cohort c where c.id = $1 ${lock ? 'for update' : ''}`, [
      cohortId,
    ]),
  )
  if (!found) throw new Fault('not_found', 'progress_cohort_not_found')
  return found
}

async function withCounts(ctx: Context, rows: readonly CohortRow[]): Promise<Cohort[]> {
  const months = rows.map((row) => askedMonth(row, monthNow(ctx, row.regionCode)))
  const [counts, names] = await Promise.all([
    ctx.db.many(
      text<{ id: string; members: number; told: number }>(
        `select a.id, count(m.business_id)::int as members, count(p.id)::int as told
         from unnest($1::uuid[], $2::date[]) as a (id, month)
         left join registry.cohort_member m on m.cohort_id = a.id and m.left_at is null
         left join registry.progress p on p.business_id = m.business_id and p.month = a.month and p.latest
         group by a.id`,
        [rows.map(({ id }) => id), months.map((month) => (month ? firstDay(month) : null))],
      ),
    ),
    regionNames(
      ctx.db,
      rows.map(({ regionCode }) => regionCode),
    ),
  ])
  return rows.map((row, index) => {
    const count = counts.find(({ id }) => id === row.id)
    return {
      ...row,
      place: names.get(row.regionCode)?.fullName ?? row.regionCode,
      members: count?.members ?? 0,
      told: count?.told ?? 0,
      month: months[index] ?? null,
      mayChange: holds(ctx.actor, deciders, row.regionCode),
    }
  })
}

/** The lists of the actor's regions by name; a region keeps few. */
export async function listCohorts(ctx: Context): Promise<Cohort[]> {
  const rows = await ctx.db.many(
    text<CohortRow>(
      `select ${columns} from registry.cohort c where c.region_code ^@ any ($1::text[])
       order by c.active desc, c.name, c.id limit 100`,
      [scopeOf(ctx.actor, readers)],
    ),
  )
  return withCounts(ctx, rows)
}

export async function describeCohort(ctx: Context, row: CohortRow): Promise<Cohort> {
  const [cohort] = await withCounts(ctx, [row])
  if (!cohort) throw new Fault('not_found', 'progress_cohort_not_found')
  return cohort
}

/** Its members by name, with whether they told of the newest month asked about. */
export async function listMembers(
  ctx: Context,
  cohort: CohortRow,
  query: CohortQuery,
): Promise<Page<CohortMember>> {
  const cursor = decodeCursor(query.after, 2)
  const month = askedMonth(cohort, monthNow(ctx, cohort.regionCode))
  const rows = await ctx.db.many(
    text<CohortMember>(
      `select b.id as "businessId", b.name, b.reference, m.joined_at as "joinedAt", p.id is not null as told,
         r.sent_at as "remindedAt", coalesce(w.reminders, true) as reminders
       from registry.cohort_member m join registry.business b on b.id = m.business_id
       left join registry.progress p on p.business_id = b.id and p.month = $2::date and p.latest
       left join registry.progress_reminder r on r.business_id = b.id and r.month = $2::date
       left join registry.progress_choice w on w.business_id = b.id
       where m.cohort_id = $1 and m.left_at is null and ($3::text is null or (b.name, b.id) > ($3, $4::uuid))
       order by b.name, b.id limit $5`,
      [
        cohort.id,
        month ? firstDay(month) : null,
        cursor ? String(cursor[0]) : null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    ),
  )
  return toPage(rows, query.limit, (row) => [row.name, row.businessId])
}
