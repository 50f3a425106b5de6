import { holds, narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { within } from '#modules/region/within.ts'
import { sql, text } from '#platform/database/query.ts'
import { deciders, readers } from '../policy.ts'
import { addMonths, firstDay } from './months.ts'
import { type ReportRow, reportColumns, shownReport } from './queries.server.ts'
import type { SheetQuery, SheetRow } from './schema.ts'

interface Line extends Omit<SheetRow, 'report' | 'before' | 'mayTell'> {
  regionCode: string
}

/** Businesses of the actor's regions by name, with what they told of the month and of the newest month before it. */
export async function listSheet(ctx: Context, query: SheetQuery): Promise<Page<SheetRow>> {
  const scopes = narrow(scopeOf(ctx.actor, readers), query.region)
  const cursor = decodeCursor(query.after, 2)
  const month = firstDay(query.month)
  const conditions = [sql`b.state = 'verified'`, within('b.region_code', scopes)]
  if (query.cohortId)
    conditions.push(sql`exists (select from registry.cohort_member c
      where c.cohort_id = ${query.cohortId} and c.business_id = b.id and c.left_at is null)`)
  if (query.missing)
    conditions.push(sql`not exists (select from registry.progress p
      where p.business_id = b.id and p.month = ${month}::date and p.latest)`)
  if (cursor) conditions.push(sql`(b.name, b.id) > (${cursor[0]}, ${cursor[1]}::uuid)`)
  const lines = await ctx.db.many(
    sql<Line>`select b.id as "businessId", b.name, b.reference, b.kind, o.name as "ownerName", b.region_code as "regionCode"
      from (select b.id from registry.business b where ${sql.join(conditions, sql` and `)}
        order by b.name, b.id limit ${query.limit + 1}) first
      join registry.business b using (id) join registry.person o on o.id = b.owner_id order by b.name, b.id`,
  )
  const page = toPage(lines, query.limit, (line) => [line.name, line.businessId])
  const reports = await reportsOf(
    ctx,
    page.items.map((line) => line.businessId),
    query.month,
  )
  return {
    next: page.next,
    items: page.items.map(({ regionCode, ...line }) => {
      const known = reports.get(line.businessId) ?? []
      return {
        ...line,
        report: known.find(({ month }) => month === query.month) ?? null,
        before: known.find(({ month }) => month < query.month) ?? null,
        mayTell: holds(ctx.actor, deciders, regionCode),
      }
    }),
  }
}

/** The month's report and the newest of the half year before it, without debts. */
async function reportsOf(ctx: Context, businessIds: readonly string[], month: string) {
  const rows = await ctx.db.many(
    text<ReportRow & { businessId: string }>(
      `select p.business_id as "businessId", ${reportColumns} from registry.progress p
       where p.business_id = any ($1::uuid[]) and p.latest and p.month between $2::date and $3::date
       order by p.month desc`,
      [businessIds, firstDay(addMonths(month, -6)), firstDay(month)],
    ),
  )
  const byBusiness = new Map<string, ReturnType<typeof shownReport>[]>()
  for (const { businessId, ...row } of rows)
    byBusiness.set(businessId, [...(byBusiness.get(businessId) ?? []), shownReport(row, false)])
  return byBusiness
}
