import { narrow, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { formatDate, formatSpan } from '#kernel/format.ts'
import type { CasePage, CaseQuery, InboxItem } from '#kernel/inbox.ts'
import { decodeCursor, toPage } from '#kernel/page.ts'
import { m } from '#messages'
import { containing, text } from '#platform/database/query.ts'
import { readReference } from '../bookings/links.server.ts'
import { deciders } from '../policy.ts'
import { placeName } from '../units/words.ts'
import type { UnitKind } from '../words.ts'

/** What the inbox shows of a request without opening it. */
export interface WaitingRow {
  id: string
  spaceName: string
  unitKind: UnitKind
  unitName: string
  zone: string
  start: string
  end: string
  bookerName: string
  bookerPhone: string | null
  groupName: string | null
  attendees: number
  regionCode: string
  requestedAt: string
  deadline: string
  /** Of a series: how many undecided dates it has; they are decided as one. */
  dates: number
}

const columns = `b.id, s.name as "spaceName", u.kind as "unitKind", u.name as "unitName", s.zone, lower(b.during) as start, upper(b.during) as end, b.booker_name as "bookerName",
  b.booker_phone as "bookerPhone", b.group_name as "groupName", b.attendees, b.region_code as "regionCode",
  b.requested_at as "requestedAt", b.deadline,
  case when b.series_id is null then 1 else (select count(*) from space.booking o
    where o.series_id = b.series_id and o.state = 'requested') end::int as dates`

/** What is missing: without a phone the answer reaches nobody. */
export const missingOf = (row: Pick<WaitingRow, 'bookerPhone'>): string[] =>
  row.bookerPhone === null ? ['space_missing_phone'] : []

export function toInboxItem(row: WaitingRow, locale: 'id' | 'en'): InboxItem {
  const day = formatDate(row.start, locale, row.zone, 'weekday')
  return {
    kind: 'space.booking',
    id: row.id,
    title: row.groupName ?? row.bookerName,
    detail: [
      placeName(row, locale),
      `${day}, ${formatSpan(row.start, row.end, locale, row.zone)}`,
      ...(row.dates > 1 ? [m.series_case_more({ count: row.dates - 1 }, { locale })] : []),
    ].join(' · '),
    regionCode: row.regionCode,
    submittedAt: row.requestedAt,
    deadline: row.deadline,
    missing: missingOf(row),
    href: `/kantor/ruang/pemesanan/${row.id}`,
  }
}

/** Undecided requests of the actor's regions, by deadline. */
export async function listCases(ctx: Context, filter: CaseQuery): Promise<CasePage> {
  const scopes = narrow(scopeOf(ctx.actor, deciders), filter.region)
  const cursor = decodeCursor(filter.after, 2)
  const where = `b.state = 'requested' and b.region_code ^@ any ($1::text[])
    and ($2::text is null or b.booker_name ilike $2 or b.group_name ilike $2 or s.name ilike $2 or b.reference = $3)
    and ($4::boolean is null or (b.deadline < $5::timestamptz) = $4)
    and ($6::boolean is null or (b.booker_phone is not null) = $6)
    and (b.series_id is null or not exists (select from space.booking o
      where o.series_id = b.series_id and o.state = 'requested' and (lower(o.during), o.id) < (lower(b.during), b.id)))`
  const values = [
    scopes,
    filter.search ? containing(filter.search) : null,
    filter.search ? readReference(filter.search) : null,
    filter.overdue ?? null,
    ctx.now,
    filter.complete ?? null,
  ]
  const tables =
    'space.booking b join space.space s on s.id = b.space_id join space.unit u on u.id = b.unit_id'
  const [rows, counts] = await Promise.all([
    ctx.db.many(
      text<WaitingRow>(
        `select ${columns} from ${tables}
         where ${where} and ($7::timestamptz is null or (b.deadline, b.id) > ($7, $8::uuid))
         order by b.deadline, b.id limit $9`,
        [...values, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
      ),
    ),
    ctx.db.one(
      text<{ waiting: number; overdue: number }>(
        `select count(*) as waiting, count(*) filter (where b.deadline < $5::timestamptz) as overdue from ${tables} where ${where}`,
        values,
      ),
    ),
  ])
  const page = toPage(rows, filter.limit, (row) => [row.deadline, row.id])
  return { next: page.next, items: page.items.map((row) => toInboxItem(row, ctx.locale)), ...counts }
}

export interface Reason {
  code: string
  text: string
}

/** Reasons an officer can pick, in the language of the person who asked. */
export const listReasons = (ctx: Context, locale: 'id' | 'en'): Promise<Reason[]> =>
  ctx.db.many(
    text<Reason>(
      `select code, case when $1 = 'en' then text_en else text_id end as text from space.reason where active order by position`,
      [locale],
    ),
  )

/** What an officer wants to know before deciding: how often this person or group was here, and who else asks near that time. */
export interface Background {
  /** Bookings of the same person or group in the last twelve months, by how they ended. */
  kept: number
  missed: number
  coming: number
}

export const getBackground = (ctx: Context, bookingId: string): Promise<Background> =>
  ctx.db.one(
    text<Background>(
      `select count(*) filter (where o.state in ('checked_in', 'completed')) as kept,
         count(*) filter (where o.state = 'no_show') as missed,
         count(*) filter (where o.state in ('requested', 'approved') and lower(o.during) > $2::timestamptz) as coming
       from space.booking b
       join space.booking o on o.id <> b.id and o.space_id = b.space_id and o.requested_at > $2::timestamptz - interval '12 months'
         and (o.account_id = b.account_id or o.booker_phone = b.booker_phone or lower(o.group_name) = lower(b.group_name))
       where b.id = $1`,
      [bookingId, ctx.now],
    ),
  )
