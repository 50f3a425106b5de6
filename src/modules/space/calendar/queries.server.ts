import { Fault } from '#kernel/fault.ts'
import { holidayDatesSql } from '#modules/region/queries.server.ts'
import { type Text, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { BookingState } from '../bookings/states.ts'
import { localDay, millis, plusDays } from '../time.ts'
import type { UnitKind } from '../words.ts'
import type { Closed, Ground, SpaceRules, Taken } from './rules.ts'

/** A space as far as booking goes: its rules, and what closes it in the time that is asked about. */
export interface Bookable {
  id: string
  slug: string
  name: string
  regionCode: string
  state: 'draft' | 'published' | 'archived'
  approval: 'automatic' | 'approved'
  who: 'anyone' | 'registered' | 'desk'
  quota: number | null
  capacity: number
  unitId: string
  unitName: string
  unitKind: UnitKind
  /** A booking is written only if this has not changed since. */
  rulesVersion: number
  /** Numbers of the person's open bookings here, of 1 to `quota`. */
  quotaUsed: readonly number[]
  rules: SpaceRules
  closures: readonly Closed[]
  /** Dates on which offices of the region are closed. */
  officeHolidays: ReadonlySet<string>
  /** Of these, those on which the space is closed too. */
  holidays: ReadonlySet<string>
}

interface Row {
  id: string
  slug: string
  name: string
  region_code: string
  zone: string
  state: Bookable['state']
  approval: Bookable['approval']
  who: Bookable['who']
  quota: number | null
  capacity: number
  slot_minutes: number
  min_minutes: number
  max_minutes: number
  buffer_minutes: number
  min_days_ahead: number
  max_days_ahead: number
  closed_on_holidays: boolean
  unit_id: string
  unit_name: string
  unit_kind: UnitKind
  rules_version: number
  openings: [number, number, number][]
  weeks: [number, number[]][] | null
  dates: [string, number, number][] | null
  closures: [number, number, string | null][]
  holidays: string[]
  quota_used: number[]
}

const isId = (key: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)

/** `s.id = $1` or `s.slug = $1`: two statements, so that each uses its index. */
export const spaceIs = (key: string, parameter: string): string =>
  isId(key) ? `s.id = ${parameter}::uuid` : `s.slug = ${parameter}`

/**
 * $2, $3: the time asked about; $4: now; $5: the account that asks; $6: one unit of the space, the first by default.
 * Holidays are read as far as a deadline may lie.
 */
const bookable = (
  where: string,
) => `select s.id, s.slug, s.name, s.region_code, s.zone, s.state, coalesce(u.approval, s.approval) as approval, s.who, s.quota,
    u.capacity, s.slot_minutes, coalesce(u.min_minutes, s.min_minutes) as min_minutes, coalesce(u.max_minutes, s.max_minutes) as max_minutes,
    s.buffer_minutes, s.min_days_ahead, s.max_days_ahead,
    s.closed_on_holidays, u.id as unit_id, u.name as unit_name, u.kind as unit_kind, u.rules_version,
    (select coalesce(json_agg(json_build_array(o.weekday, o.from_minute, o.to_minute)), '[]')
      from space.opening o where o.space_id = s.id) as openings,
    (select json_agg(json_build_array(k.weekday, k.weeks)) from space.market_week k where k.space_id = s.id) as weeks,
    (select json_agg(json_build_array(g.day, g.from_minute, g.to_minute)) from space.market_date g
      where g.space_id = s.id and g.day >= $4::timestamptz::date - 1) as dates,
    (select coalesce(json_agg(json_build_array(extract(epoch from lower(c.during)) * 1000,
        extract(epoch from upper(c.during)) * 1000, case when c.public then c.reason end)), '[]')
      from space.closure c
      where c.space_id = s.id and c.withdrawn_at is null and c.during && tstzrange($2::timestamptz, $3::timestamptz)) as closures,
    case when s.closed_on_holidays or coalesce(u.approval, s.approval) = 'approved' then ${holidayDatesSql(
      's.region_code',
      'least($2::timestamptz, $4::timestamptz)::date - 1',
      "greatest($3::timestamptz, $4::timestamptz + interval '45 days')::date + 1",
    )} else '[]' end as holidays,
    case when s.quota is null then '[]' else (
      select coalesce(json_agg(b.quota_no), '[]') from space.booking b
      where b.space_id = s.id and b.account_id = $5::uuid and b.state in ('requested', 'approved') and b.quota_no is not null
    ) end as quota_used
  from space.space s
  join lateral (
    select * from space.unit u where u.space_id = s.id and u.active and u.bookable and ($6::uuid is null or u.id = $6)
    order by u.kind = 'whole' desc, u.position, u.span limit 1) u on true
  where ${where}`

interface Asked {
  from: string
  to: string
  now: string
  accountId: string | null
  unitId?: string | null | undefined
}

const bookableQuery = (key: string, { from, to, now, accountId, unitId = null }: Asked): Text<Row> =>
  text<Row>(bookable(spaceIs(key, '$1')), [key, from, to, now, accountId, unitId])

/** @throws Fault `not_found`, also for a draft of somebody else's region. */
export async function getBookable(db: Database, key: string, asked: Asked): Promise<Bookable> {
  const row = await db.maybe(bookableQuery(key, asked))
  if (!row) throw new Fault('not_found', 'space_not_found')
  return toBookable(row)
}

/** Several spaces at once, for lists. */
export async function listBookables(
  db: Database,
  ids: readonly string[],
  asked: Asked,
): Promise<Map<string, Bookable>> {
  const rows = await db.many(
    text<Row>(bookable('s.id = any ($1::uuid[])'), [
      ids,
      asked.from,
      asked.to,
      asked.now,
      asked.accountId,
      null,
    ]),
  )
  return new Map(rows.map((row) => [row.id, toBookable(row)]))
}

function toBookable(row: Row): Bookable {
  const officeHolidays = new Set(row.holidays)
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    regionCode: row.region_code,
    state: row.state,
    approval: row.approval,
    who: row.who,
    quota: row.quota,
    capacity: row.capacity,
    unitId: row.unit_id,
    unitName: row.unit_name,
    unitKind: row.unit_kind,
    rulesVersion: row.rules_version,
    quotaUsed: row.quota_used,
    rules: {
      zone: row.zone,
      slotMinutes: row.slot_minutes,
      minMinutes: row.min_minutes,
      maxMinutes: row.max_minutes,
      bufferMinutes: row.buffer_minutes,
      minDaysAhead: row.min_days_ahead,
      maxDaysAhead: row.max_days_ahead,
      openings: row.openings.map(([weekday, from, to]) => ({ weekday, from, to })),
      ...(row.weeks && { weeks: new Map(row.weeks) }),
      ...(row.dates && { dates: row.dates.map(([day, from, to]) => ({ day, from, to })) }),
    },
    closures: row.closures.map(([start, end, label]) => ({ start, end, label })),
    officeHolidays,
    holidays: row.closed_on_holidays ? officeHolidays : new Set(),
  }
}

interface TakenRow {
  id: string
  space_id: string
  unit_id: string
  starts_at: string
  ends_at: string
  blocked_until: string
  state: BookingState | 'leased'
  group_name: string | null
}

/** A taken time, and whose unit it is. The id is of the booking: good for telling one from another, and nothing else. */
export interface TakenTime extends Taken {
  id: string
  spaceId: string
  unitId: string
}

/** How the calendar calls a state that keeps others out. */
const kinds: Partial<Record<TakenRow['state'], Taken['kind']>> = { held: 'held', requested: 'waiting' }

/**
 * Times of a space (id or slug) that somebody has, without saying who; `except` is a booking that is about to be moved.
 * With `unitId`, only what is in the way of that unit.
 */
export async function listTaken(
  db: Database,
  key: string,
  window: { from: string; to: string; now: string; except?: string; unitId?: string | null | undefined },
): Promise<TakenTime[]> {
  const rows = await db.many(
    text<TakenRow>(
      `select s.id as space_id, t.* from space.space s cross join lateral space.taken(s.id, $2, $3, $4, $5) t where ${spaceIs(key, '$1')}`,
      [key, window.from, window.to, window.now, window.unitId ?? null],
    ),
  )
  return rows.filter((row) => row.id !== window.except).map(toTaken)
}

/** The same of several spaces. */
export async function listAllTaken(
  db: Database,
  spaceIds: readonly string[],
  window: { from: string; to: string; now: string },
): Promise<TakenTime[]> {
  const rows = await db.many(
    text<TakenRow>(
      'select w.space_id, t.* from unnest($1::uuid[]) w(space_id) cross join lateral space.taken(w.space_id, $2, $3, $4) t',
      [spaceIds, window.from, window.to, window.now],
    ),
  )
  return rows.map(toTaken)
}

const toTaken = (row: TakenRow): TakenTime => ({
  id: row.id,
  spaceId: row.space_id,
  unitId: row.unit_id,
  start: millis(row.starts_at),
  end: millis(row.ends_at),
  blockedUntil: millis(row.blocked_until),
  kind: kinds[row.state] ?? 'taken',
  label: row.group_name,
})

/** The ground on which a time of this space is judged; without `taken` the database alone knows who else is there. */
export const groundOf = (space: Bookable, now: string, taken: readonly Taken[] = []): Ground => ({
  rules: space.rules,
  taken,
  closures: space.closures,
  holidays: space.holidays,
  now: millis(now),
})

/** Instants that enclose the days from one date to another, with a day to spare: a buffer may reach across midnight. */
export function windowOf(from: string, to: string, zone: string): { from: string; to: string } {
  const iso = (date: string) => new Date(localDay(date, zone).start).toISOString()
  return { from: iso(plusDays(from, -1)), to: iso(plusDays(to, 2)) }
}
