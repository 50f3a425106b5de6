import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { sign, verify } from '#platform/sign.ts'
import { openLinks } from '../bookings/links.server.ts'
import { bookingColumns, bookingTables, type FoundBooking } from '../bookings/queries.server.ts'
import type { InTheWay } from './schema.ts'

/** What the event takes: a stretch of the space's line of places, for a time that includes its buffer. */
export interface Taking {
  spaceId: string
  unitId: string
  start: string
  end: string
  blockedUntil: string
}

/** Bookings in the way, locked in their latest state when they are about to end. */
export const bookingsInTheWay = (ctx: Context, taking: Taking, lock: boolean): Promise<FoundBooking[]> =>
  ctx.db.many(
    text<FoundBooking>(
      `select ${bookingColumns} from ${bookingTables} join space.unit e on e.id = $2
       where b.space_id = $1 and b.span && e.span and b.blocked && tstzrange($3::timestamptz, $4::timestamptz)
         and (b.state in ('requested', 'approved', 'checked_in') or b.state = 'held' and b.hold_until > $5)
       order by b.during, b.id limit 500${lock ? ' for update of b' : ''}`,
      [taking.spaceId, taking.unitId, taking.start, taking.blockedUntil, ctx.now],
    ),
  )

/** Long hires that have not let these days go. */
export const leasesInTheWay = (ctx: Context, taking: Taking): Promise<InTheWay['leases']> =>
  ctx.db.many(
    text<InTheWay['leases'][number]>(
      `select l.id, u.name as "unitName", l.holder_name as "holderName", array_agg(d.day::text order by d.day) as days
       from space.lease l join space.unit u on u.id = l.unit_id join space.unit e on e.id = $2 join space.space s on s.id = l.space_id
       join space.day d on d.day between ($3::timestamptz at time zone s.zone)::date
         and (($4::timestamptz - interval '1 microsecond') at time zone s.zone)::date and l.term @> d.day
       where l.space_id = $1 and l.span && e.span and l.state in ('offered', 'active')
         and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d.day and f.taken_back_at is null)
       group by l.id, u.name, l.holder_name, l.span order by lower(l.span) limit 500`,
      [taking.spaceId, taking.unitId, taking.start, taking.blockedUntil],
    ),
  )

/** Is one of these bookings itself an event that others made way for? */
export async function isEvent(ctx: Context, bookingIds: readonly string[]): Promise<boolean> {
  const row = await ctx.db.one(
    text<{ found: boolean }>(
      'select exists (select from space.clearing c where c.booking_id = any ($1::uuid[])) as found',
      [bookingIds],
    ),
  )
  return row.found
}

const purpose = 'space.clearing'
/** Shows that somebody was sent this offer. */
export const offerToken = (lossId: string): string => sign(purpose, lossId)

export interface FoundLoss {
  id: string
  title: string
  regionCode: string
  bookingId: string
  was: 'requested' | 'approved'
  deadline: string
  acceptedId: string | null
  backId: string | null
  backUntil: string | null
  linked: boolean
  booking: FoundBooking
}

/** A lost booking with what became of it: for who was sent the link, and for staff. @throws Fault `not_found` */
export async function getLoss(
  ctx: Context,
  { lossId, token }: { lossId: string; token?: string | undefined },
  lock = false,
): Promise<FoundLoss> {
  const linked = token !== undefined && verify(purpose, lossId, token)
  if (linked) await openLinks(ctx.db, lossId)
  const loss = await ctx.db.maybe(
    text<Omit<FoundLoss, 'linked' | 'booking' | 'backUntil'>>(
      `select l.id, c.title, l.region_code as "regionCode", l.booking_id as "bookingId", l.was, l.deadline,
         l.accepted_id as "acceptedId", l.back_id as "backId"
       from space.clearing_loss l join space.clearing c on c.id = l.clearing_id
       where l.id = $1 and l.booking_id is not null${lock ? ' for update of l' : ''}`,
      [lossId],
    ),
  )
  if (!loss) throw new Fault('not_found', 'cowork_offer_not_found')
  const mine = [lossId, loss.bookingId, loss.acceptedId, loss.backId].filter((id) => id !== null)
  if (linked) await openLinks(ctx.db, ...mine)
  const booking = await ctx.db.one(
    text<Omit<FoundBooking, 'linked'>>(`select ${bookingColumns} from ${bookingTables} where b.id = $1`, [
      loss.bookingId,
    ]),
  )
  const back =
    loss.backId &&
    (await ctx.db.maybe(
      text<{ until: string }>(
        `select hold_until as until from space.booking where id = $1 and state = 'held' and hold_until > $2`,
        [loss.backId, ctx.now],
      ),
    ))
  return { ...loss, linked, booking: { ...booking, linked }, backUntil: back ? back.until : null }
}
