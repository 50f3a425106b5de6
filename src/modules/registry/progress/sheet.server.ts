import { holds, narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
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
  const lines = await ctx.db.many(
    text<Line>(
      `select b.id as "businessId", b.name, b.reference, b.kind, o.name as "ownerName", b.region_code as "regionCode"
       from registry.business b join registry.person o on o.id = b.owner_id
       where b.state = 'verified' and b.region_code ^@ any ($1::text[])
         and ($2::uuid is null or exists (select from registry.cohort_member c
           where c.cohort_id = $2 and c.business_id = b.id and c.left_at is null))
         and (not $3 or not exists (select from registry.progress p
           where p.business_id = b.id and p.month = $4::date and p.latest))
         and ($5::text is null or (b.name, b.id) > ($5, $6::uuid))
       order by b.name, b.id limit $7`,
      [
        scopes,
        query.cohortId ?? null,
        query.missing,
        firstDay(query.month),
        cursor ? String(cursor[0]) : null,
        cursor?.[1] ?? null,
        query.limit + 1,
      ],
    ),
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
