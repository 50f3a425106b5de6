import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { unseal } from '#platform/sign.ts'
import type { BusinessSubject } from '../business.server.ts'
import { isOwner, mayChangeBusiness } from '../policy.ts'
import { addMonths, firstDay, monthOf, monthsBack, openMonths } from './months.ts'
import type { Figures } from './rules.ts'
import type { MonthReport, Progress } from './schema.ts'

/** What debts are sealed for; a box of another purpose does not open. */
export const debtPurpose = 'registry.debt'

/** The columns of a report, of the table `p`. */
export const reportColumns = `to_char(p.month, 'YYYY-MM') as month, p.revision, p.sales,
  p.sales_estimated as "salesEstimated", p.workers, p.workers_estimated as "workersEstimated", p.debt_sealed as "debtSealed",
  p.debt_estimated as "debtEstimated", p.channels, p.certificates, p.note, p.confirmed, p.why, p.source,
  p.reported_at as "reportedAt", p.reported_by_name as "reportedByName"`

/** A report as stored: the debt is a sealed box. */
export type ReportRow = Omit<MonthReport, 'debt' | 'debtTold'> & { debtSealed: Buffer | null }

/** The debt in a box. */
export const openDebt = (sealed: Buffer | null): number | null =>
  sealed === null ? null : Number(unseal(debtPurpose, sealed))

/** A report as its reader may see it. */
export function shownReport({ debtSealed, ...row }: ReportRow, withDebt: boolean): MonthReport {
  return { ...row, debt: withDebt ? openDebt(debtSealed) : null, debtTold: debtSealed !== null }
}

/** The present month where the business is. */
export const monthNow = (ctx: Context, regionCode: string): string =>
  monthOf(localDate(ctx.now, zoneOf(regionCode)))

/** Every revision of the months one may still tell of, newest first. */
const listRevisions = (db: Database, businessId: string, from: string) =>
  db.many(
    text<ReportRow & { latest: boolean }>(
      `select ${reportColumns}, p.latest from registry.progress p
       where p.business_id = $1 and p.month >= $2::date order by p.month desc, p.revision desc limit 500`,
      [businessId, firstDay(from)],
    ),
  )

const wantsReminders = async (db: Database, businessId: string): Promise<boolean> =>
  (
    await db.maybe(
      text<{ reminders: boolean }>('select reminders from registry.progress_choice where business_id = $1', [
        businessId,
      ]),
    )
  )?.reminders ?? true

/** Who tells of a month: a business that is in the register, or asks to be. */
export const mayBeTold = (business: Pick<BusinessSubject, 'state'>): boolean =>
  business.state === 'verified' || business.state === 'submitted'

/** What the owner or an officer sees of a business's months. */
export async function getProgress(ctx: Context, business: BusinessSubject): Promise<Progress> {
  const own = isOwner(ctx.actor, business)
  const now = monthNow(ctx, business.regionCode)
  const [rows, reminders] = await Promise.all([
    listRevisions(ctx.db, business.id, addMonths(now, -openMonths)),
    wantsReminders(ctx.db, business.id),
  ])
  const shown = (latest: boolean) =>
    rows.filter((row) => row.latest === latest).map(({ latest: _, ...row }) => shownReport(row, own))
  const reports = shown(true)
  const before = addMonths(now, -1)
  return {
    reports,
    corrected: shown(false),
    due: reports.some(({ month }) => month === before) ? null : before,
    open: monthsBack(now, openMonths),
    reminders,
    mayReport:
      isSignedIn(ctx.actor) && mayBeTold(business) && mayChangeBusiness(ctx.actor, business) === 'allowed',
  }
}

/** The newest report of a month, locked so that of two corrections one comes second. */
export const findReportForUpdate = (db: Database, businessId: string, month: string) =>
  db.maybe(
    text<ReportRow>(
      `select ${reportColumns} from registry.progress p
       where p.business_id = $1 and p.month = $2::date and p.latest for update`,
      [businessId, firstDay(month)],
    ),
  )

/** The newest figure of each measure told of a month before this one, no further back than half a year. */
export async function figuresBefore(db: Database, businessId: string, month: string): Promise<Figures> {
  const rows = await db.many(
    text<Pick<ReportRow, 'sales' | 'workers' | 'debtSealed'>>(
      `select p.sales, p.workers, p.debt_sealed as "debtSealed" from registry.progress p
       where p.business_id = $1 and p.latest and p.month < $2::date and p.month >= $3::date
       order by p.month desc limit 6`,
      [businessId, firstDay(month), firstDay(addMonths(month, -6))],
    ),
  )
  const sealed = rows.find((row) => row.debtSealed !== null)?.debtSealed ?? null
  return {
    sales: rows.find((row) => row.sales !== null)?.sales,
    workers: rows.find((row) => row.workers !== null)?.workers,
    debt: openDebt(sealed),
  }
}

/** Every debt that was told, by month, newest first: what an officer unmasks. */
export async function listDebts(
  db: Database,
  businessId: string,
): Promise<{ month: string; debt: number }[]> {
  const rows = await db.many(
    text<{ month: string; sealed: Buffer }>(
      `select to_char(month, 'YYYY-MM') as month, debt_sealed as sealed from registry.progress
       where business_id = $1 and latest and debt_sealed is not null order by registry.progress.month desc limit 24`,
      [businessId],
    ),
  )
  return rows.map(({ month, sealed }) => ({ month, debt: openDebt(sealed) ?? 0 }))
}
