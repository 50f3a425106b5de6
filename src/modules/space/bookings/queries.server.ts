import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { containing, text } from '#platform/database/query.ts'
import { spaceIs } from '../calendar/queries.server.ts'
import type { BookingSubject } from '../policy.ts'
import { localDay, plusDays } from '../time.ts'
import { isBookingToken, managePath, openLinks } from './links.server.ts'
import type { Booking, BookingRow } from './schema.ts'
import type { BookingState } from './states.ts'

/** Columns of a booking `b` in a space `s`, with the visit `c` if there was one. */
export const bookingColumns = `b.id, b.reference, b.space_id as "spaceId", s.slug as "spaceSlug", s.name as "spaceName",
  b.unit_id as "unitId", u.name as "unitName", u.kind as "unitKind", b.region_code as "regionCode", s.zone, lower(b.during) as start, upper(b.during) as end, b.state, b.source,
  b.booker_name as "bookerName", b.booker_phone as "bookerPhone", b.booker_locale as "bookerLocale", b.group_kind as "groupKind",
  b.group_name as "groupName", b.group_public as "groupPublic", b.business_id as "businessId", b.purpose, b.note, b.attendees,
  b.requested_at as "requestedAt", b.deadline, b.decision, b.decided_at as "decidedAt", b.decided_by_name as "decidedByName",
  b.reason_code as "reasonCode", b.reason, b.ended_at as "endedAt", b.ended_by as "endedBy", b.moves, b.version, b.series_id as "seriesId",
  b.account_id as "accountId", b.recorded_by as "recordedBy", b.decided_by as "decidedBy", b.hold_until as "holdUntil",
  c.people, c.at as "checkedInAt"`
export const bookingTables = `space.booking b join space.space s on s.id = b.space_id
  join space.unit u on u.id = b.unit_id left join space.check_in c on c.booking_id = b.id`

/** A booking as commands see it: with what policies ask, and who decided. */
export interface FoundBooking extends Omit<Booking, 'manage'>, BookingSubject {
  bookerLocale: 'id' | 'en'
  decidedBy: string | null
  holdUntil: string | null
}

interface Wanted {
  bookingId: string
  token?: string | undefined
}

/** A booking the actor may see, by row-level security or by its link. @throws Fault `not_found` */
export async function getBooking(
  ctx: Context,
  { bookingId, token }: Wanted,
  lock = false,
): Promise<FoundBooking> {
  const linked = isBookingToken(bookingId, token)
  const opened = linked ? openLinks(ctx.db, bookingId) : undefined
  const finding = ctx.db.maybe(
    text<Omit<FoundBooking, 'linked'>>(
      `select ${bookingColumns} from ${bookingTables} where b.id = $1${lock ? ' for update of b' : ''}`,
      [bookingId],
    ),
  )
  const [found] = await Promise.all([finding, opened])
  if (!found) throw new Fault('not_found', 'space_booking_not_found')
  return { ...found, linked }
}

/** A booking that was asked for; a hold is none yet. */
export async function getRequested(ctx: Context, wanted: Wanted, lock = false): Promise<FoundBooking> {
  const found = await getBooking(ctx, wanted, lock)
  if (found.requestedAt === null) throw new Fault('not_found', 'space_booking_not_found')
  return found
}

/** What goes outside: without the account behind it. */
export function toBooking(found: FoundBooking, locale: 'id' | 'en' = 'id'): Booking {
  const {
    bookerLocale: _,
    accountId: __,
    recordedBy: ___,
    decidedBy: ____,
    linked: _____,
    holdUntil: ______,
    ...booking
  } = found
  return { ...booking, manage: managePath(found.id, locale) }
}

const rowColumns = `b.id, b.reference, b.space_id as "spaceId", s.name as "spaceName",
  b.unit_id as "unitId", u.name as "unitName", u.kind as "unitKind", lower(b.during) as start, upper(b.during) as end, s.zone, b.state, b.source, b.booker_name as "bookerName", b.booker_phone as "bookerPhone",
  b.group_kind as "groupKind", b.group_name as "groupName", b.purpose, b.attendees, c.people, b.deadline, b.version`

interface SpaceFilter {
  spaceId: string
  from?: string | undefined
  to?: string | undefined
  state?: BookingState | undefined
  q?: string | undefined
  after?: string | undefined
  limit: number
}

/** Bookings of a space for its staff, in the order of time; those that were asked for, never mere holds. */
export async function listSpaceBookings(
  ctx: Context,
  zone: string,
  filter: SpaceFilter,
): Promise<Page<BookingRow>> {
  const cursor = decodeCursor(filter.after, 2)
  const day = (date: string | undefined) =>
    date === undefined ? null : new Date(localDay(date, zone).start).toISOString()
  const rows = await ctx.db.many(
    text<BookingRow>(
      `select ${rowColumns} from ${bookingTables}
       where ${spaceIs(filter.spaceId, '$1')} and b.requested_at is not null
         and ($2::timestamptz is null or upper(b.during) > $2) and ($3::timestamptz is null or lower(b.during) < $3)
         and ($4::text is null or b.state = $4)
         and ($5::text is null or b.booker_name ilike $5 or b.group_name ilike $5 or b.reference ilike $5
           or b.booker_phone like $9)
         and ($6::timestamptz is null or (lower(b.during), b.id) > ($6, $7::uuid))
       order by lower(b.during), b.id limit $8`,
      [
        filter.spaceId,
        day(filter.from),
        day(filter.to && plusDays(filter.to, 1)),
        filter.state ?? null,
        filter.q ? containing(filter.q) : null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
        phonePart(filter.q),
      ],
    ),
  )
  return toPage(rows, filter.limit, (row) => [row.start, row.id])
}

/** Part of a phone number as it is kept, `+62812…`, whether it was typed as 0812, 62812 or with hyphens; null for anything shorter. */
function phonePart(typed = ''): string | null {
  const digits = typed.replace(/[\s.()+-]/g, '').replace(/^(62|0)/, '')
  return /^\d{3,}$/.test(digits) ? `%${digits}%` : null
}

/** One's own bookings: what is to come, soonest first, or what is over, latest first. */
export async function listOwnBookings(
  ctx: Context,
  { when, after, limit }: { when: 'coming' | 'past'; after?: string | undefined; limit: number },
): Promise<Page<BookingRow>> {
  const cursor = decodeCursor(after, 2)
  const [over, order, beyond] = when === 'coming' ? ['>', 'asc', '>'] : ['<=', 'desc', '<']
  const rows = await ctx.db.many(
    text<BookingRow>(
      `select ${rowColumns} from ${bookingTables}
       where b.account_id = $1 and b.requested_at is not null and upper(b.during) ${over} $2
         and ($3::timestamptz is null or (lower(b.during), b.id) ${beyond} ($3, $4::uuid))
       order by lower(b.during) ${order}, b.id ${order} limit $5`,
      [ctx.actor.accountId, ctx.now, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    ),
  )
  return toPage(rows, limit, (row) => [row.start, row.id])
}

/** The booking of a pass. The code is the proof, as a boarding pass is: whoever has it may see what stands on it. */
export async function getByReference(ctx: Context, reference: string, lock = false): Promise<FoundBooking> {
  const { id } = await ctx.db.one(
    text<{ id: string | null }>('select space.booking_of_reference($1) as id', [reference]),
  )
  if (id === null) throw new Fault('not_found', 'space_code_not_found')
  const [, found] = await Promise.all([openLinks(ctx.db, id), getBooking(ctx, { bookingId: id }, lock)])
  return found
}
