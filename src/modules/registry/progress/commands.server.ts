import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { seal } from '#platform/sign.ts'
import type { BusinessSubject } from '../business.server.ts'
import { isOwner } from '../policy.ts'
import { addMonths, firstDay, openMonths } from './months.ts'
import {
  debtPurpose,
  figuresBefore,
  findReportForUpdate,
  mayBeTold,
  monthNow,
  openDebt,
  type ReportRow,
} from './queries.server.ts'
import { questionsOf, unanswered } from './rules.ts'
import type { ProgressReport } from './schema.ts'

function checkMonth(ctx: Context, business: BusinessSubject, month: string): void {
  const now = monthNow(ctx, business.regionCode)
  if (month > now) throw fieldFault('month', 'progress_field_month_ahead')
  if (month <= addMonths(now, -openMonths)) throw fieldFault('month', 'progress_field_month_old')
}

/** A new report for a month that has one is a correction, and says which revision it read. */
function checkRevision(report: ProgressReport, existing: ReportRow | undefined): void {
  if (existing && report.replaces === undefined)
    throw new Fault('conflict', 'progress_month_told', { details: { revision: existing.revision } })
  if ((existing?.revision ?? 0) !== (report.replaces ?? 0)) throw new Fault('stale', 'progress_stale')
}

/** A correction changes what it says and leaves the rest. */
function merged(report: ProgressReport, existing: ReportRow | undefined) {
  const told = (flag: boolean, value: unknown, before: boolean | undefined) =>
    value === undefined ? (before ?? false) : flag
  return {
    sales: report.sales ?? existing?.sales ?? null,
    salesEstimated: told(report.salesEstimated, report.sales, existing?.salesEstimated),
    workers: report.workers ?? existing?.workers ?? null,
    workersEstimated: told(report.workersEstimated, report.workers, existing?.workersEstimated),
    debt: report.debt ?? openDebt(existing?.debtSealed ?? null),
    debtEstimated: told(report.debtEstimated, report.debt, existing?.debtEstimated),
    channels: report.channels ?? existing?.channels ?? null,
    certificates: report.certificates ?? existing?.certificates ?? null,
    note: report.note ?? existing?.note ?? null,
  }
}

/**
 * What is unlikely is asked, once for each figure. Officers are not told the debt before: it is only shown to them with a
 * reason that is logged.
 */
async function askAbout(ctx: Context, business: BusinessSubject, report: ProgressReport): Promise<string[]> {
  const questions = questionsOf(await figuresBefore(ctx.db, business.id, report.month), report)
  const open = unanswered(questions, report.confirmed)
  if (open.length > 0) {
    const own = isOwner(ctx.actor, business)
    throw new Fault('conflict', 'progress_please_check', {
      details: {
        questions: open.map((one) => (one.measure === 'debt' && !own ? { ...one, from: null } : one)),
      },
    })
  }
  return questions.map(({ rule }) => rule)
}

/**
 * Write what was told of a month, or a correction of it.
 * @throws Fault `conflict` with `questions` when a figure is unlikely and nobody said that it is right
 */
export async function recordProgress(
  ctx: Context,
  business: BusinessSubject,
  report: ProgressReport,
): Promise<{ id: string; revision: number }> {
  if (!mayBeTold(business)) throw new Fault('conflict', 'progress_not_in_register')
  checkMonth(ctx, business, report.month)
  const existing = await findReportForUpdate(ctx.db, business.id, report.month)
  checkRevision(report, existing)
  const figures = merged(report, existing)
  if (
    [figures.sales, figures.workers, figures.debt, figures.channels, figures.certificates].every(
      (one) => one === null,
    )
  )
    throw fieldFault('sales', 'progress_field_nothing')
  const asked = await askAbout(ctx, business, report)
  const revision = (existing?.revision ?? 0) + 1
  const id = newId()
  if (existing)
    await ctx.db.exec(
      text(
        `update registry.progress set latest = false where business_id = $1 and month = $2::date and latest`,
        [business.id, firstDay(report.month)],
      ),
    )
  await ctx.db.exec(
    text(
      `insert into registry.progress (id, business_id, month, revision, sales, sales_estimated, workers, workers_estimated,
         debt_sealed, debt_estimated, channels, certificates, note, confirmed, why, source, reported_at, reported_by, reported_by_name)
       values ($1, $2, $3::date, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        id,
        business.id,
        firstDay(report.month),
        revision,
        figures.sales,
        figures.salesEstimated,
        figures.workers,
        figures.workersEstimated,
        figures.debt === null ? null : seal(debtPurpose, String(figures.debt)),
        figures.debtEstimated,
        figures.channels && [...new Set(figures.channels)],
        figures.certificates && [...new Set(figures.certificates)],
        figures.note || null,
        asked,
        existing ? report.why || null : null,
        isOwner(ctx.actor, business) ? 'owner' : 'office',
        ctx.now,
        isSignedIn(ctx.actor) ? ctx.actor.accountId : null,
        ctx.actor.name.slice(0, 100),
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'business', id: business.id },
    region: business.regionCode,
    changes: { month: report.month, revision, ...(asked.length > 0 && { confirmed: asked }) },
    ...(report.why && { reason: report.why }),
  })
  return { id, revision }
}

/** The business says whether it wants to be reminded. */
export async function chooseReminders(
  ctx: Context,
  business: BusinessSubject,
  reminders: boolean,
): Promise<void> {
  await ctx.db.exec(
    text(
      `insert into registry.progress_choice (business_id, reminders, changed_at) values ($1, $2, $3)
       on conflict on constraint progress_choice_key do update set reminders = excluded.reminders, changed_at = excluded.changed_at`,
      [business.id, reminders, ctx.now],
    ),
  )
  ctx.audit({
    subject: { type: 'business', id: business.id },
    region: business.regionCode,
    changes: { reminders },
  })
}
