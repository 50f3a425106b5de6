import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { href, type Locale } from '#kernel/locale.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { sign, verify } from '#platform/sign.ts'
import { managePath, openLinks } from '../bookings/links.server.ts'
import { spaceIs } from '../calendar/queries.server.ts'
import type { LineRow, Wait } from './schema.ts'

const purpose = 'space.waiting'
const waitToken = (waitId: string): string => sign(purpose, waitId)

/** Path of the page that shows one's place in line and takes the answer to an offer, without signing in. */
export const waitPath = (waitId: string, locale: Locale = 'id'): string =>
  href(`/antrean/${waitId}?t=${waitToken(waitId)}`, locale)

/** A place in line as commands see it. */
export interface FoundWait extends Omit<Wait, 'manage' | 'booking' | 'place'> {
  linked: boolean
  unitId: string | null
  anyKind: Wait['unitKind'] | null
  accountId: string | null
  recordedBy: string | null
  registered: boolean
  bookerPhone: string
  bookerLocale: Locale
  groupKind: string
  groupPublic: boolean
  businessId: string | null
  note: string | null
  bookingId: string | null
}

const shown = `w.id, w.space_id as "spaceId", s.slug as "spaceSlug", s.name as "spaceName", w.region_code as "regionCode", s.zone,
  u.name as "unitName", coalesce(u.kind, w.unit_kind) as "unitKind", lower(w.during) as start, upper(w.during) as end, w.state,
  w.booker_name as "bookerName", w.booker_phone as "bookerPhone", w.group_name as "groupName", w.purpose, w.attendees,
  w.joined_at as "joinedAt", w.offered_until as "offeredUntil", w.reason, w.version`
const columns = `${shown}, w.unit_id as "unitId", w.unit_kind as "anyKind", w.account_id as "accountId", w.recorded_by as "recordedBy",
  w.registered, w.booker_locale as "bookerLocale", w.group_kind as "groupKind", w.group_public as "groupPublic",
  w.business_id as "businessId", w.note, w.booking_id as "bookingId"`
const tables =
  'space.waiting w join space.space s on s.id = w.space_id left join space.unit u on u.id = w.unit_id'

/** A place in line the actor may see, by row-level security or by its link. @throws Fault `not_found` */
export async function getWait(
  ctx: Context,
  { waitId, token }: { waitId: string; token?: string | undefined },
  lock = false,
): Promise<FoundWait> {
  const linked = token !== undefined && verify(purpose, waitId, token)
  if (linked) await openLinks(ctx.db, waitId)
  const found = await ctx.db.maybe(
    text<Omit<FoundWait, 'linked'>>(
      `select ${columns} from ${tables} where w.id = $1${lock ? ' for update of w' : ''}`,
      [waitId],
    ),
  )
  if (!found) throw new Fault('not_found', 'series_wait_not_found')
  return { ...found, linked }
}

/** A unit that would do for somebody who waits, and that nothing but holds for the line keeps; `now` is a parameter. */
const unitFree = (
  now: string,
) => `u.space_id = w.space_id and u.active and u.bookable and (u.id = w.unit_id or u.kind = w.unit_kind)
  and not space.leased(u.space_id, u.span, w.during)
  and not exists (select from space.booking b where b.space_id = u.space_id and b.span && u.span and b.blocked && w.during
    and not b.for_line and (b.state in ('requested', 'approved', 'checked_in', 'completed') or (b.state = 'held' and b.hold_until > ${now})))`

/** Those to whom a time of a space is offered, in the order in which they came. */
export const listOffered = (ctx: Context, spaceId: string): Promise<FoundWait[]> =>
  ctx.db.many(
    text<FoundWait>(
      `select ${columns}, false as linked from ${tables} where w.space_id = $1 and w.state = 'offered' order by w.joined_at, w.id limit 200`,
      [spaceId],
    ),
  )

/** Of those who still wait, in the order in which they came: whose time may be free, or has begun. The long rest costs nothing. */
export const listLine = (ctx: Context, spaceId: string): Promise<FoundWait[]> =>
  ctx.db.many(
    text<FoundWait>(
      `select ${columns}, false as linked from ${tables} where w.space_id = $1 and w.state = 'waiting'
         and (lower(w.during) <= $2 or exists (select from space.unit u where ${unitFree('$2')}))
       order by w.joined_at, w.id limit 200`,
      [spaceId, ctx.now],
    ),
  )

export async function toWait(ctx: Context, found: FoundWait): Promise<Wait> {
  const open = found.state === 'waiting' || found.state === 'offered'
  const { place } = await ctx.db.one(
    text<{ place: number }>('select space.place_in_line($1) as place', [found.id]),
  )
  const { id, spaceId, spaceSlug, spaceName, regionCode, zone, unitName, unitKind, start, end, state } = found
  const { bookerName, groupName, attendees, joinedAt, offeredUntil, reason, version } = found
  return {
    ...{ id, spaceId, spaceSlug, spaceName, regionCode, zone, unitName, unitKind, start, end, state },
    ...{ bookerName, groupName, purpose: found.purpose, attendees, joinedAt, offeredUntil, reason, version },
    place: open ? place : null,
    booking:
      state === 'accepted' && found.bookingId !== null ? managePath(found.bookingId, ctx.locale) : null,
    manage: waitPath(id, ctx.locale),
  }
}

interface Filter {
  spaceId: string
  open: boolean
  after?: string | undefined
  limit: number
}

/** The line of a space for its staff. */
export async function listWaits(ctx: Context, filter: Filter): Promise<Page<LineRow>> {
  const cursor = decodeCursor(filter.after, 2)
  const rows = await ctx.db.many(
    text<LineRow>(
      `select ${shown} from ${tables} where ${spaceIs(filter.spaceId, '$1')}
         and ($2::boolean is false or w.state in ('waiting', 'offered'))
         and ($3::timestamptz is null or (w.joined_at, w.id) > ($3, $4::uuid))
       order by w.joined_at, w.id limit $5`,
      [filter.spaceId, filter.open, cursor?.[0] ?? null, cursor?.[1] ?? null, filter.limit + 1],
    ),
  )
  return toPage(rows, filter.limit, (row) => [row.joinedAt, row.id])
}

/** Units that would do, first the first of the space. */
export const listUnits = (
  ctx: Context,
  wait: Pick<FoundWait, 'spaceId' | 'unitId' | 'anyKind'>,
): Promise<{ id: string }[]> =>
  ctx.db.many(
    text<{ id: string }>(
      `select u.id from space.unit u where u.space_id = $1 and u.active and u.bookable and (u.id = $2::uuid or u.kind = $3)
       order by u.position, u.span limit 100`,
      [wait.spaceId, wait.unitId, wait.anyKind],
    ),
  )

/** Those of them that may be free, first the first of the space. */
export const listFreeUnits = (ctx: Context, waitId: string): Promise<{ id: string }[]> =>
  ctx.db.many(
    text<{ id: string }>(
      `select u.id from space.waiting w join space.unit u on ${unitFree('$2')} where w.id = $1 order by u.position, u.span limit 100`,
      [waitId, ctx.now],
    ),
  )

/** Spaces in which an offer ran out, a time that somebody waits for became free, or began. */
export const listLinesDue = (ctx: Context): Promise<{ spaceId: string }[]> =>
  ctx.db.many(
    text<{ spaceId: string }>(
      `select distinct w.space_id as "spaceId" from space.waiting w
       where w.state in ('waiting', 'offered') and (
         lower(w.during) <= $1 or (w.state = 'offered' and w.offered_until <= $1)
         or (w.state = 'waiting' and exists (
           select from space.unit u where ${unitFree('$1')})))
       limit 100`,
      [ctx.now],
    ),
  )
