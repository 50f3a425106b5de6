import type { RawBuilder } from 'kysely'
import type { RegionScope } from '#kernel/actor.ts'
import { within } from '#modules/region/within.ts'
import { sql } from '#platform/database/query.ts'
import { bucketsOf, type Clock, dateSeconds } from './calendar.ts'
import { instantsOf, type Span } from './periods.ts'
import type { RequestKind } from './schema.ts'

/** What both a figure and its list ask of the records: built once, so that the list's total is the headline. */
export interface Ask {
  scope: RegionScope
  spaceId: string | null
  kind: RequestKind | null
  /** One after another, oldest first; records outside all of them do not count. */
  spans: readonly Span[]
  /** Last day counted: today, while a period is running. */
  until: string
  clocks: readonly Clock[]
}

export type Fragment = RawBuilder<unknown>

/** A record's region lies in the scope. */
export const inScope = ({ scope }: Pick<Ask, 'scope'>): Fragment => within('f.region_code', scope)

const inSpace = ({ spaceId }: Ask): Fragment =>
  spaceId === null ? sql`true` : sql`f.space_id = ${spaceId}::uuid`

/** From the first moment of the spans in the earliest zone to the last in the latest: rough, but an index can use it. */
function around(column: Fragment, { spans }: Ask): Fragment {
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return sql`false`
  return sql`${column} >= ${instantsOf(first, 'Asia/Jayapura').from}::timestamptz
    and ${column} < ${instantsOf(last, 'Asia/Jakarta').before}::timestamptz`
}

/** Before the last span ends anywhere. */
function until(column: Fragment, { spans }: Ask): Fragment {
  const last = spans.at(-1)
  return last ? sql`${column} < ${instantsOf(last, 'Asia/Jakarta').before}::timestamptz` : sql`false`
}

/** Minutes that the record's clock is ahead of UTC. */
function offset({ clocks }: Ask): Fragment {
  const general = sql.lit(clocks.at(-1)?.offset ?? 0)
  const cases = clocks
    .slice(0, -1)
    .map((clock) => sql`when f.region_code ^@ ${clock.prefix} then ${sql.lit(clock.offset)}`)
  return cases.length === 0 ? sql`${general}` : sql`case ${sql.join(cases, sql` `)} else ${general} end`
}

/** Date and time of day on the wall of the record's office. */
export const localTime = (column: Fragment, ask: Ask): Fragment =>
  sql`(${column} at time zone 'UTC' + make_interval(mins => ${offset(ask)}))`

/** Minutes since the first day's midnight on that wall. */
const wall = (column: Fragment, ask: Ask): Fragment =>
  sql`((extract(epoch from ${column})::float8 - ${sql.lit(dateSeconds(firstDay(ask)))}) / 60 + ${offset(ask)})`

const firstDay = ({ spans, until }: Ask) => spans[0]?.from ?? until

/** Number of the span in which the moment lies, null for none. */
export const bucketAt = (column: Fragment, ask: Ask): Fragment =>
  sql`(${bucketsOf(ask.spans, ask.until)}::int[])[floor(${wall(column, ask)} / 1440)::int + 1]`

/** Number of the span in which a day lies. */
export const bucketOn = (column: Fragment, ask: Ask): Fragment =>
  sql`(${bucketsOf(ask.spans, ask.until)}::int[])[${column} - ${firstDay(ask)}::date + 1]`

/** Requests of both kinds under one set of names, with the bucket of `column`. */
function requests(ask: Ask, column: 'asked_at' | 'decided_at'): Fragment {
  const at = (asked: string) => sql.ref(column === 'decided_at' ? 'f.decided_at' : asked)
  const bookings = sql`select 'booking' as kind, f.id, f.reference, f.space_id, f.region_code, f.state,
      f.requested_at as asked_at, f.deadline, f.decided_at, f.decision, f.reason_code, f.waited_minutes,
      ${bucketAt(at('f.requested_at'), ask)} as bucket
    from space.v_booking_fact f
    where ${around(at('f.requested_at'), ask)} and ${inScope(ask)} and ${inSpace(ask)}`
  const registrations = sql`select 'registration' as kind, f.id, f.reference, null::uuid as space_id, f.region_code, f.state,
      f.submitted_at as asked_at, f.deadline, f.decided_at, f.decision, f.reason_code, f.waited_minutes,
      ${bucketAt(at('f.submitted_at'), ask)} as bucket
    from registry.v_registration_fact f
    where ${around(at('f.submitted_at'), ask)} and ${inScope(ask)}`
  if (ask.kind === 'registration')
    return ask.spaceId === null ? registrations : sql`${registrations} and false`
  return ask.kind === 'booking' || ask.spaceId !== null
    ? bookings
    : sql`${bookings} union all ${registrations}`
}

/** Requests by when they were decided. */
export const decided = (ask: Ask): Fragment => sql`(${requests(ask, 'decided_at')})`

/** Requests that somebody had to decide; what a space's rule accepted at once has no deadline, and nobody waited for it. */
export const judged = (ask: Ask): Fragment =>
  sql`(select f.* from (${requests(ask, 'decided_at')}) f where f.deadline is not null)`

/** Requests nobody has decided yet, whenever they were made. */
export function waitingNow(ask: Ask): Fragment {
  const bookings = sql`select f.deadline from space.v_booking_fact f
    where f.state = 'requested' and ${inScope(ask)} and ${inSpace(ask)}`
  const registrations = sql`select f.deadline from registry.v_registration_fact f
    where f.decision is null and f.state = 'submitted' and ${inScope(ask)}`
  if (ask.kind === 'registration') return sql`(${registrations} and ${sql.lit(ask.spaceId === null)})`
  return ask.kind === 'booking' || ask.spaceId !== null
    ? sql`(${bookings})`
    : sql`(${bookings} union all ${registrations})`
}

/** Requests by when they were made. */
export const asked = (ask: Ask): Fragment => sql`(${requests(ask, 'asked_at')})`

/** Visits by when people came. */
export const visits = (ask: Ask): Fragment =>
  sql`(select f.id, f.booking_id, f.space_id, f.region_code, f.at, f.people, ${bucketAt(sql`f.at`, ask)} as bucket
    from space.v_visit_fact f where ${around(sql`f.at`, ask)} and ${inScope(ask)} and ${inSpace(ask)})`

/** Market days on which stalls had their holders; what somebody saw to be empty or shut was not in use. */
const stallDays = (ask: Ask): Fragment =>
  sql`select f.id, f.code as reference, f.space_id, f.region_code, f.state, f.noon as at, f.starts_at as starts, o.minutes * f.share as minutes,
      o.minutes as long, f.share, 'business' as group_kind, 'presence' as kind, o.bucket
    from space.v_stall_day_fact f join ${openDays(ask)} o on o.space_id = f.space_id and o.day = f.day
    where f.state not in ('absent', 'closed') and f.day between ${firstDay(ask)}::date and ${ask.until}::date
      and ${inScope(ask)} and ${inSpace(ask)}`

/**
 * Bookings to which people came, by when they began, and stalls in the hands of their holders, by day; with the minutes they took:
 * of a part of the space, that part of them.
 */
export const uses = (ask: Ask): Fragment =>
  sql`(select f.id, f.reference, f.space_id, f.region_code, f.state, f.starts_at as at, f.starts_at as starts, f.minutes * f.share as minutes,
      f.minutes as long, f.share, f.group_kind, 'booking' as kind, ${bucketAt(sql`f.starts_at`, ask)} as bucket
    from space.v_booking_fact f
    where f.state in ('checked_in', 'completed') and ${around(sql`f.starts_at`, ask)} and ${inScope(ask)} and ${inSpace(ask)}
    union all ${stallDays(ask)})`

/**
 * Days on which spaces were open, with the minutes. `offset 0` because the view works the minutes of a day out: merged, it
 * would do so once for the condition and once more for the sum.
 */
export const openDays = (ask: Ask): Fragment =>
  sql`(select f.*, ${bucketOn(sql`f.day`, ask)} as bucket
    from (select f.space_id, f.region_code, f.day, f.minutes from space.v_open_day f
      where f.day between ${firstDay(ask)}::date and ${ask.until}::date and ${inScope(ask)} and ${inSpace(ask)} offset 0) f
    where f.minutes > 0)`

/** Entries of guest books, by when people came. */
export const guests = (ask: Ask): Fragment =>
  sql`(select f.id, f.space_id, f.region_code, f.at, f.people, f.group_kind, f.sex, f.age_group, ${bucketAt(sql`f.at`, ask)} as bucket
    from space.v_guest_fact f where ${around(sql`f.at`, ask)} and ${inScope(ask)} and ${inSpace(ask)})`

/**
 * Uses by those who can be told apart, with the minutes of the space they took, and whether the same had used that space
 * before: so everything before counts too, and bookings since the beginning are read.
 */
export const groupUses = (ask: Ask): Fragment =>
  sql`(select f.*, ${bucketAt(sql`f.at`, ask)} as bucket
    from (select f.id, f.reference, f.space_id, f.region_code, f.state, f.starts_at as at, f.minutes * f.share as minutes, f.group_kind, f.party,
        row_number() over (partition by f.space_id, f.party order by f.starts_at, f.id) > 1 as returning
      from space.v_booking_fact f
      where f.state in ('checked_in', 'completed') and f.party is not null and ${until(sql`f.starts_at`, ask)}
        and ${inScope(ask)} and ${inSpace(ask)}) f
    where ${around(sql`f.at`, ask)})`

/** What was seen at stalls of markets, by day. */
export const presences = (ask: Ask): Fragment =>
  sql`(select f.id, f.code, f.space_id, f.region_code, f.noon as at, f.state, f.party, ${bucketOn(sql`f.day`, ask)} as bucket
    from space.v_presence_fact f
    where f.day between ${firstDay(ask)}::date and ${ask.until}::date and ${inScope(ask)} and ${inSpace(ask)})`

/** Days on which somebody traded at a stall. */
export const turns = (ask: Ask): Fragment =>
  sql`(select f.* from ${presences(ask)} f where f.state = 'present')`

/** What traders said they sold, by day, as bands. */
export const sales = (ask: Ask): Fragment =>
  sql`(select f.id, f.space_id, f.region_code, f.noon as at, f.band, f.party, ${bucketOn(sql`f.day`, ask)} as bucket
    from space.v_sales_fact f
    where f.day between ${firstDay(ask)}::date and ${ask.until}::date and ${inScope(ask)} and ${inSpace(ask)})`

/** Minutes of each hour of the day in which spaces were open. */
export const openHours = (ask: Ask): Fragment =>
  sql`(select f.day, f.hour, f.minutes, ${bucketOn(sql`f.day`, ask)} as bucket from space.v_open_hour f
    where f.day between ${firstDay(ask)}::date and ${ask.until}::date and ${inScope(ask)} and ${inSpace(ask)})`
