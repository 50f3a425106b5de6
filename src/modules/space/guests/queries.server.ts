import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import { sign, verify } from '#platform/sign.ts'
import { openLinks } from '../bookings/links.server.ts'
import { getBookable, groundOf } from '../calendar/queries.server.ts'
import { dateAt, instant, localDay, millis, plusDays } from '../time.ts'
import { stayUntil } from './rules.ts'
import type { Guest, Presence } from './schema.ts'

const columns = `g.id, g.space_id as "spaceId", s.slug as "spaceSlug", s.name as "spaceName", s.zone, g.unit_id as "unitId",
  u.kind as "unitKind", u.name as "unitName", g.at, g.until, g.seat_until as "seatUntil",
  g.left_at as "leftAt", g.left_by as "leftBy", g.how, g.people, g.name, g.purpose, g.origin, g.group_kind as "groupKind", g.sex,
  g.age_group as "ageGroup", g.version`
const tables = `space.guest g join space.space s on s.id = g.space_id join space.unit u on u.id = g.unit_id`

const purpose = 'space.guest'
/** Shows that somebody is the guest of this entry: they sign out with it on their own phone. */
export const guestToken = (guestId: string): string => sign(purpose, guestId)

export interface FoundGuest extends Guest {
  regionCode: string
  bookingId: string | null
  linked: boolean
}

/** An entry the actor may see: staff of the region, or the guest by their link. @throws Fault `not_found` */
export async function getGuest(
  ctx: Context,
  { guestId, token }: { guestId: string; token?: string | undefined },
  lock = false,
): Promise<FoundGuest> {
  const linked = token !== undefined && verify(purpose, guestId, token)
  if (linked) await openLinks(ctx.db, guestId)
  const found = await ctx.db.maybe(
    text<Omit<FoundGuest, 'linked'>>(
      `select ${columns}, g.region_code as "regionCode", g.booking_id as "bookingId" from ${tables}
       where g.id = $1${lock ? ' for update of g' : ''}`,
      [guestId],
    ),
  )
  if (!found) throw new Fault('not_found', 'cowork_guest_not_found')
  return { ...found, linked }
}

export function toGuest({ regionCode: _, bookingId: __, linked: ___, ...guest }: FoundGuest): Guest {
  return guest
}

interface Filter {
  date?: string | undefined
  inside?: boolean | undefined
  after?: string | undefined
  limit: number
}

/** The guest book of a day, latest first. */
export async function listGuests(
  ctx: Context,
  space: { id: string; zone: string },
  { date = dateAt(millis(ctx.now), space.zone), inside, after, limit }: Filter,
): Promise<Page<Guest>> {
  const cursor = decodeCursor(after, 2)
  const from = instant(localDay(date, space.zone).start)
  const to = instant(localDay(plusDays(date, 1), space.zone).start)
  const rows = await ctx.db.many(
    text<Guest>(
      `select ${columns} from ${tables}
       where g.space_id = $1 and g.at >= $2 and g.at < $3 and ($4::boolean is not true or g.left_at is null)
         and ($5::timestamptz is null or (g.at, g.id) < ($5, $6::uuid))
       order by g.at desc, g.id desc limit $7`,
      [space.id, from, to, inside ?? null, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    ),
  )
  return toPage(rows, limit, (row) => [row.at, row.id])
}

/** The usual hours are those of the last so many weeks: enough for a habit, few enough to notice that it changed. */
const weeks = 8

/** How full a space is, for everyone: numbers, never names. */
export async function readPresence(
  ctx: Context,
  key: string,
  withUsual: boolean,
): Promise<Presence & { spaceId: string }> {
  const space = await getBookable(ctx.db, key, { from: ctx.now, to: ctx.now, now: ctx.now, accountId: null })
  const today = dateAt(millis(ctx.now), space.rules.zone)
  const [{ guestBook, people, capacity }, usual] = await Promise.all([
    ctx.db.one(
      text<{ guestBook: boolean; people: number; capacity: number }>(
        `select s.guest_book as "guestBook", space.people_inside(s.id, $2) as people, s.capacity from space.space s where s.id = $1`,
        [space.id, ctx.now],
      ),
    ),
    withUsual
      ? ctx.db.many(
          text<{ weekday: number; hour: number; days: number; people: string }>(
            'select weekday, hour, days, people from space.usual_hours($1, $2::date, $3::date)',
            [space.id, plusDays(today, -7 * weeks), plusDays(today, -1)],
          ),
        )
      : [],
  ])
  const { open, until } = stayUntil(millis(ctx.now), groundOf(space, ctx.now))
  return {
    spaceId: space.id,
    guestBook,
    people,
    capacity,
    open,
    closesAt: open ? instant(until) : null,
    weeks,
    usual: usual.map((cell) => ({ ...cell, people: Number(cell.people) })),
  }
}
