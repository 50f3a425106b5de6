import type { Context } from '#kernel/context.ts'
import { text } from '#platform/database/query.ts'
import { type Bookable, listBookables, windowOf } from '../calendar/queries.server.ts'
import { instant, plusDays } from '../time.ts'
import type { BoardBooking, BoardSpace, BoardUnit } from './schema.ts'

type UnitRow = BoardUnit & { spaceId: string }
type BookingRow = BoardBooking & { spaceId: string }
interface LeaseRow {
  spaceId: string
  unitId: string
  start: string
  end: string
}

/** Everything that staff see of these spaces between two dates, and by which a move is judged before it is made. Four statements. */
export async function readBoard(
  ctx: Context,
  spaceIds: readonly string[],
  { from, days }: { from: string; days: number },
): Promise<BoardSpace[]> {
  const window = windowOf(from, plusDays(from, days - 1), 'UTC')
  const [spaces, units, bookings, leases] = await Promise.all([
    listBookables(ctx.db, spaceIds, { ...window, now: ctx.now, accountId: null }),
    listUnits(ctx, spaceIds, window),
    listBookings(ctx, spaceIds, window),
    listLeases(ctx, spaceIds, window),
  ])
  const of = <Row extends { spaceId: string }>(rows: readonly Row[], id: string) =>
    rows.filter((row) => row.spaceId === id).map(({ spaceId: _, ...row }) => row)
  return spaceIds.flatMap((id) => {
    const space = spaces.get(id)
    return space
      ? [{ ...facts(space), units: of(units, id), bookings: of(bookings, id), leases: of(leases, id) }]
      : []
  })
}

const facts = (space: Bookable): Omit<BoardSpace, 'units' | 'bookings' | 'leases'> => ({
  id: space.id,
  slug: space.slug,
  name: space.name,
  state: space.state,
  zone: space.rules.zone,
  slotMinutes: space.rules.slotMinutes,
  bufferMinutes: space.rules.bufferMinutes,
  minDaysAhead: space.rules.minDaysAhead,
  maxDaysAhead: space.rules.maxDaysAhead,
  openings: [...space.rules.openings],
  holidays: [...space.holidays],
  closures: space.closures.map(({ start, end, label }) => ({
    start: instant(start),
    end: instant(end),
    label: label ?? '',
  })),
})

interface Window {
  from: string
  to: string
}

const listUnits = (ctx: Context, spaceIds: readonly string[], { from, to }: Window): Promise<UnitRow[]> =>
  ctx.db.many(
    text<UnitRow>(
      `select u.space_id as "spaceId", u.id, u.code, u.name, u.kind, u.capacity, lower(u.span) as first, upper(u.span) as last,
         coalesce(u.min_minutes, s.min_minutes) as "minMinutes", coalesce(u.max_minutes, s.max_minutes) as "maxMinutes",
         u.active and u.bookable as open
       from space.unit u join space.space s on s.id = u.space_id
       where u.space_id = any ($1::uuid[]) and ((u.active and u.bookable) or exists (
         select from space.booking b where b.unit_id = u.id and b.space_id = u.space_id
           and b.state in ('requested', 'approved', 'checked_in', 'completed') and b.blocked && tstzrange($2::timestamptz, $3::timestamptz)))
       order by u.space_id, u.kind = 'whole' desc, u.span, u.position`,
      [spaceIds, from, to],
    ),
  )

const listBookings = (
  ctx: Context,
  spaceIds: readonly string[],
  { from, to }: Window,
): Promise<BookingRow[]> =>
  ctx.db.many(
    text<BookingRow>(
      `select b.space_id as "spaceId", b.id, b.unit_id as "unitId", lower(b.during) as start, upper(b.during) as end,
         upper(b.blocked) as "blockedUntil", b.state, b.reference, b.attendees, b.version,
         case when b.state = 'held' then '' else coalesce(b.group_name, b.booker_name) end as name,
         coalesce(b.account_id = $4::uuid, false) as own
       from space.booking b
       where b.space_id = any ($1::uuid[]) and b.blocked && tstzrange($2::timestamptz, $3::timestamptz)
         and b.state in ('held', 'requested', 'approved', 'checked_in', 'completed')
         and (b.state <> 'held' or b.hold_until > $5::timestamptz)
       order by lower(b.during), b.id`,
      [spaceIds, from, to, ctx.actor.accountId, ctx.now],
    ),
  )

const listLeases = (ctx: Context, spaceIds: readonly string[], { from, to }: Window): Promise<LeaseRow[]> =>
  ctx.db.many(
    text<LeaseRow>(
      `select w.space_id as "spaceId", t.unit_id as "unitId", t.starts_at as start, t.ends_at as end
       from unnest($1::uuid[]) w(space_id) cross join lateral space.taken(w.space_id, $2, $3, $4) t
       where t.state = 'leased'`,
      [spaceIds, from, to, ctx.now],
    ),
  )
