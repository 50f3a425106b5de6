import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { listOfMonth } from '../faults/queries.server.ts'
import { listMonths } from '../reciprocity/queries.server.ts'
import type { Space } from '../schema.ts'
import { instant, localDay, monthStart, plusDays } from '../time.ts'
import type { MonthReport, ReportDay } from './schema.ts'

interface Month {
  first: string
  /** Last day counted. */
  last: string
}

/** Every open day with its visitors and the minutes that were used, however many bookings used them at once. */
const listDays = (ctx: Context, spaceId: string, { first, last }: Month): Promise<ReportDay[]> =>
  ctx.db.many(
    text<ReportDay>(
      `with visits as (
         select v.day, sum(v.people)::int as visitors from space.v_visit_fact v
         where v.space_id = $1 and v.day between $2::date and $3::date group by 1
       ), used as (
         select g.day, g.bookings, (select sum(extract(epoch from upper(piece) - lower(piece)) / 60)::int from unnest(g.spans) piece) as minutes
         from (
           select b.day, count(*)::int as bookings, range_agg(tstzrange(b.starts_at, b.ends_at)) as spans
           from space.v_booking_fact b
           where b.space_id = $1 and b.state in ('checked_in', 'completed') and b.day between $2::date and $3::date group by 1
         ) g
       )
       select o.day, o.minutes as "openMinutes", coalesce(v.visitors, 0) as visitors, coalesce(u.bookings, 0) as bookings,
         coalesce(u.minutes, 0) as "usedMinutes"
       from space.v_open_day o left join visits v on v.day = o.day left join used u on u.day = o.day
       where o.space_id = $1 and o.day between $2::date and $3::date and o.minutes > 0
       order by o.day`,
      [spaceId, first, last],
    ),
  )

const countBookings = (
  ctx: Context,
  spaceId: string,
  { first, last }: Month,
): Promise<MonthReport['bookings']> =>
  ctx.db.one(
    text<MonthReport['bookings']>(
      `select count(*)::int as asked, count(*) filter (where b.decision = 'approved')::int as accepted,
         count(*) filter (where b.state in ('checked_in', 'completed'))::int as kept,
         count(*) filter (where b.state = 'no_show')::int as missed,
         count(*) filter (where b.state = 'cancelled')::int as cancelled,
         count(*) filter (where b.state = 'rejected')::int as refused
       from space.v_booking_fact b where b.space_id = $1 and b.day between $2::date and $3::date`,
      [spaceId, first, last],
    ),
  )

const countRefusals = (
  ctx: Context,
  spaceId: string,
  { first, last }: Month,
): Promise<MonthReport['refusals']> =>
  ctx.db.many(
    text<MonthReport['refusals'][number]>(
      `select coalesce(case when $4 = 'en' then r.text_en else r.text_id end, b.reason_code, '') as reason, count(*)::int as count
       from space.v_booking_fact b left join space.reason r on r.code = b.reason_code
       where b.space_id = $1 and b.state = 'rejected' and b.day between $2::date and $3::date
       group by 1 order by 2 desc, 1`,
      [spaceId, first, last, ctx.locale],
    ),
  )

/** Everything of the report but its head, in four statements. */
export async function readMonth(ctx: Context, space: Space, month: string, today: string) {
  const first = `${month}-01`
  const end = plusDays(monthStart(first, 1), -1)
  const last = end > today ? today : end
  const span = { first, last }
  const at = (date: string) => instant(localDay(date, space.zone).start)
  const [days, bookings, refusals, faults, [bought]] = await Promise.all([
    listDays(ctx, space.id, span),
    countBookings(ctx, space.id, { first, last: end }),
    countRefusals(ctx, space.id, { first, last: end }),
    listOfMonth(ctx, space.id, { from: at(first), to: at(plusDays(last, 1)) }),
    listMonths(ctx, space.id, month),
  ])
  return {
    until: last,
    days,
    bookings,
    refusals,
    faults,
    bought: { jobs: bought?.jobs ?? 0, amount: bought?.amount ?? 0 },
  }
}
