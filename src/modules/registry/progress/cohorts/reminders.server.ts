import type { Context } from '#kernel/context.ts'
import { formatDate } from '#kernel/format.ts'
import { href, localeOf } from '#kernel/locale.ts'
import { m } from '#messages'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import { runtime } from '#platform/runtime.ts'
import { addMonths, askedMonth, firstDay, monthOf } from '../months.ts'
import type { CohortRow } from './queries.server.ts'

/** Hours of the day, where the business is, in which people are reminded. */
const wakingHours = { from: 8, until: 20 } as const
/** Most reminders of one run; the next run goes on. */
const mostAtOnce = 500

interface Due {
  businessId: string
  name: string
  accountId: string | null
  phone: string | null
  regionCode: string
}

const localHour = (now: string, zone: string) =>
  Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(
      new Date(now),
    ),
  )

/** The lists whose day has come and where people are awake. */
async function listDueCohorts(ctx: Context): Promise<{ id: string; month: string }[]> {
  const rows = await ctx.db.many(
    text<Pick<CohortRow, 'id' | 'regionCode' | 'firstMonth' | 'everyMonths' | 'remindDay'>>(
      `select id, region_code as "regionCode", to_char(first_month, 'YYYY-MM') as "firstMonth",
         every_months as "everyMonths", remind_day as "remindDay" from registry.cohort where active`,
    ),
  )
  return rows.flatMap((row) => {
    const zone = zoneOf(row.regionCode)
    const hour = localHour(ctx.now, zone)
    const day = localDate(ctx.now, zone)
    const month = askedMonth(row, monthOf(day))
    const isDue =
      month !== undefined && day >= `${addMonths(month, 1)}-${String(row.remindDay).padStart(2, '0')}`
    return isDue && hour >= wakingHours.from && hour < wakingHours.until ? [{ id: row.id, month }] : []
  })
}

/** Members who did not tell, want to be asked, were not asked yet, and can be reached. Taken so that nobody is asked twice. */
const takeSilent = (ctx: Context, cohortId: string, month: string) =>
  ctx.db.many(
    text<Due>(
      `with silent as (
         select b.id, b.name, b.account_id, b.region_code, o.phone from registry.cohort_member c
         join registry.business b on b.id = c.business_id join registry.person o on o.id = b.owner_id
         where c.cohort_id = $1 and c.left_at is null and b.state = 'verified'
           and (o.phone is not null or b.account_id is not null)
           and not exists (select from registry.progress p where p.business_id = b.id and p.month = $2::date and p.latest)
           and not exists (select from registry.progress_choice w where w.business_id = b.id and not w.reminders)
           and not exists (select from registry.progress_reminder r where r.business_id = b.id and r.month = $2::date)
         order by b.id limit ${mostAtOnce}),
       taken as (
         insert into registry.progress_reminder (business_id, month, sent_at)
         select id, $2::date, $3::timestamptz from silent
         on conflict on constraint progress_reminder_key do nothing returning business_id)
       select s.id as "businessId", s.name, s.account_id as "accountId", s.phone, s.region_code as "regionCode"
       from silent s join taken t on t.business_id = s.id`,
      [cohortId, firstDay(month), ctx.now],
    ),
  )

async function remind(ctx: Context, due: Due, month: string): Promise<boolean> {
  const contact = due.accountId === null ? undefined : await contactOf(ctx.db, due.accountId)
  const phone = contact?.phone ?? due.phone
  if (!phone) return false
  const locale = localeOf(contact?.locale)
  const path = `/saya/usaha/${due.businessId}/perkembangan/lapor`
  ctx.send({
    to: { phone },
    locale,
    template: 'registry.progress_reminder',
    body: m.progress_message_reminder(
      {
        name: due.name,
        month: formatDate(firstDay(month), locale, 'Asia/Jakarta', 'month'),
        link: `${runtime.config?.baseUrl ?? ''}${href(path, locale)}`,
      },
      { locale },
    ),
    about: { type: 'business', id: due.businessId },
    region: due.regionCode,
  })
  return true
}

/** Remind everybody who is due. @returns how many messages left */
export async function remindDue(ctx: Context): Promise<number> {
  let reminded = 0
  for (const { id, month } of await listDueCohorts(ctx))
    for (const due of await takeSilent(ctx, id, month)) if (await remind(ctx, due, month)) reminded += 1
  return reminded
}
