import { type ActionFailure, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { type FormState, query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { businessPath, type Side } from '../ui/tabs.ts'
import { monthName, summaryOf } from './labels.ts'
import { readPeers, readProgress, record } from './operations.server.ts'
import { Month, type MonthReport } from './schema.ts'

type Event = RequestEvent<{ businessId: string }>

/** The page of a business's months, on either side. */
export async function loadProgress(event: Event) {
  const { businessId } = event.params
  const [progress, peers] = await Promise.all([
    query(event, readProgress, { businessId }),
    query(event, readPeers, { businessId }),
  ])
  return { progress, peers }
}

/** The month an address asks for; the one that is due, else the one before, when it asks for none. */
const wantedMonth = (event: Event, open: readonly string[]): string => {
  const asked = Month.safeParse(event.url.searchParams.get('bulan')).data
  return asked !== undefined && open.includes(asked) ? asked : (open[1] ?? '')
}

/** The page on which one month is told or corrected. */
export async function loadReport(event: Event) {
  const progress = await query(event, readProgress, { businessId: event.params.businessId })
  const month = wantedMonth(event, progress.open)
  return {
    month,
    existing: progress.reports.find((report) => report.month === month) ?? null,
    before: progress.reports.find((report) => report.month < month) ?? null,
    mayReport: progress.mayReport,
  }
}

/** Boxes that were all unticked say "none" when something had been said, and nothing otherwise. */
const ticked = (values: readonly (string | File)[] | undefined, before: readonly string[] | null) =>
  values ?? (before === null ? undefined : [])

/** Write what the form told of a month; back to the months, with what was understood. */
export async function saveReport(event: Event, side: Side): Promise<ActionFailure<FormState>> {
  const { businessId } = event.params
  const { locale } = event.locals
  const { month, existing } = await loadReport(event)
  const fields = await readForm(event)
  const result = await submit(event, record, {
    businessId,
    month,
    channels: ticked(fields.get('channels'), existing?.channels ?? null),
    certificates: ticked(fields.get('certificates'), existing?.certificates ?? null),
    ...(existing && { replaces: existing.revision }),
  })
  if (!result.ok) return result.failure
  const { reports } = await query(event, readProgress, { businessId })
  setFlash(
    event,
    savedText(
      reports.find((report) => report.month === month),
      month,
      locale,
    ),
  )
  redirect(303, href(businessPath(side, businessId, 'perkembangan'), locale))
}

const savedText = (report: MonthReport | undefined, month: string, locale: 'id' | 'en'): string =>
  m.progress_saved({ month: monthName(month, locale), figures: report ? summaryOf(report, locale) : '' })
