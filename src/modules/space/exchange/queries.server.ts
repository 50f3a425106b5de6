import { type Actor, isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { href, type Locale } from '#kernel/locale.ts'
import { text } from '#platform/database/query.ts'
import { sign, verify } from '#platform/sign.ts'
import { openLinks } from '../bookings/links.server.ts'
import { type FoundBooking, getRequested } from '../bookings/queries.server.ts'
import { isOpen } from '../bookings/states.ts'
import { isDesk } from '../policy.ts'
import { millis } from '../time.ts'
import type { Exchange } from './schema.ts'

const purpose = 'space.exchange'

/** Path of the page where whoever was asked answers; only they are ever told it. */
export const answerPath = (exchangeId: string, locale: Locale = 'id'): string =>
  href(`/tukar/${exchangeId}?t=${sign(purpose, exchangeId)}`, locale)

interface Row extends Omit<Exchange, 'state' | 'side' | 'time' | 'otherTime' | 'answer' | 'references'> {
  state: Exclude<Exchange['state'], 'over'>
  bookingId: string
  unitId: string
  unitName: string
  unitKind: FoundBooking['unitKind']
  start: string
  end: string
  otherBookingId: string | null
  otherUnitId: string | null
  otherUnitName: string | null
  otherUnitKind: FoundBooking['unitKind'] | null
  otherStart: string | null
  otherEnd: string | null
  toPhone: string | null
  becameId: string | null
  otherBecameId: string | null
}

/** A proposal with its bookings as they are now. */
export interface FoundExchange extends Row {
  linked: boolean
  booking: FoundBooking
  other: FoundBooking | null
}

const columns = `e.id, e.kind, e.state, s.name as "spaceName", s.slug as "spaceSlug", e.region_code as "regionCode", s.zone, e.proposer,
  e.booking_id as "bookingId", e.unit_id as "unitId", u.name as "unitName", u.kind as "unitKind", lower(e.during) as start,
  upper(e.during) as end, e.other_booking_id as "otherBookingId", e.other_unit_id as "otherUnitId", o.name as "otherUnitName",
  o.kind as "otherUnitKind", lower(e.other_during) as "otherStart", upper(e.other_during) as "otherEnd", e.to_name as "toName",
  e.to_phone as "toPhone", 'approved' in (coalesce(u.approval, s.approval), coalesce(o.approval, s.approval)) as "decidedAgain",
  e.proposed_at as "proposedAt", e.expires_at as "expiresAt", e.ended_at as "endedAt", e.became_id as "becameId",
  e.other_became_id as "otherBecameId"`
const tables = `space.exchange e join space.space s on s.id = e.space_id join space.unit u on u.id = e.unit_id
  left join space.unit o on o.id = e.other_unit_id`

const present = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null)
const linksOf = (row: Row): string[] =>
  present([row.id, row.bookingId, row.otherBookingId, row.becameId, row.otherBecameId])

const read = (ctx: Context, id: string, lock: boolean) =>
  ctx.db.maybe(
    text<Row>(`select ${columns} from ${tables} where e.id = $1${lock ? ' for update of e' : ''}`, [id]),
  )

/**
 * A proposal the actor may know of: by its link, or because they see one of its bookings. Locked, it takes the units first, then
 * the bookings in the order of their ids, then the proposal, so that two of them wait in one direction.
 * @throws Fault `not_found`
 */
export async function getExchange(
  ctx: Context,
  { exchangeId, token }: { exchangeId: string; token?: string | undefined },
  lock = false,
): Promise<FoundExchange> {
  const linked = token !== undefined && verify(purpose, exchangeId, token)
  if (linked) await openLinks(ctx.db, exchangeId)
  let row = await read(ctx, exchangeId, false)
  if (row) {
    await openLinks(ctx.db, ...linksOf(row))
    if (lock) {
      await lockAll(ctx, present([row.unitId, row.otherUnitId]), present([row.bookingId, row.otherBookingId]))
      row = await read(ctx, exchangeId, true)
    }
  }
  if (!row) throw new Fault('not_found', 'series_exchange_not_found')
  return withBookings(ctx, row, linked)
}

async function lockAll(ctx: Context, units: string[], bookings: string[]): Promise<void> {
  await ctx.db.exec(text('select space.lock_units($1)', [units]))
  await ctx.db.exec(
    text('select id from space.booking where id = any ($1::uuid[]) order by id for update', [bookings]),
  )
}

async function withBookings(ctx: Context, row: Row, linked: boolean): Promise<FoundExchange> {
  const booking = await getRequested(ctx, { bookingId: row.bookingId })
  const { otherBookingId } = row
  const other = otherBookingId === null ? null : await getRequested(ctx, { bookingId: otherBookingId })
  return { ...row, linked, booking, other }
}

/** Proposals about a booking that the caller may see, latest first. Opens their bookings to this transaction. */
export async function listExchanges(ctx: Context, bookingId: string): Promise<FoundExchange[]> {
  const rows = await ctx.db.many(
    text<Row>(
      `select ${columns} from ${tables} where $1 in (e.booking_id, e.other_booking_id, e.became_id, e.other_became_id)
       order by e.proposed_at desc limit 20`,
      [bookingId],
    ),
  )
  await openLinks(ctx.db, bookingId, ...rows.flatMap(linksOf))
  const found: FoundExchange[] = []
  for (const row of rows) found.push(await withBookings(ctx, row, false))
  return found
}

const asProposed = (booking: FoundBooking, unitId: string | null, start: string | null, end: string | null) =>
  isOpen(booking.state) && booking.unitId === unitId && booking.start === start && booking.end === end

/** As it is now: nobody has to end what ran out, or what a move or a cancellation overtook. */
export function stateOf(found: FoundExchange, now: string): Exchange['state'] {
  if (found.state !== 'proposed') return found.state
  if (millis(found.expiresAt) <= millis(now)) return 'expired'
  const { booking, other } = found
  const stands =
    asProposed(booking, found.unitId, found.start, found.end) &&
    (other === null || asProposed(other, found.otherUnitId, found.otherStart, found.otherEnd))
  return stands ? 'proposed' : 'over'
}

/** Signed in as whose booking this is. */
const has = (actor: Actor, booking: FoundBooking | null): boolean =>
  booking !== null && isSignedIn(actor) && actor.accountId === booking.accountId

/** Whoever was sent the link, and whose booking is asked for. */
export const isRecipient = (actor: Actor, found: FoundExchange): boolean =>
  found.linked || has(actor, found.other)
export const isProposer = (actor: Actor, found: FoundExchange): boolean => has(actor, found.booking)

/** What goes outside: to each side their part, codes only to staff. */
export async function toExchange(
  ctx: Context,
  found: FoundExchange,
  side: Exchange['side'],
): Promise<Exchange> {
  const { id, kind, spaceName, spaceSlug, regionCode, zone, proposer, toName, decidedAgain } = found
  const { proposedAt, expiresAt, endedAt, start, end, unitName, unitKind } = found
  const state = stateOf(found, ctx.now)
  const { otherStart, otherEnd, otherUnitName, otherUnitKind } = found
  const swapped = otherStart !== null && otherEnd !== null && otherUnitName !== null && otherUnitKind !== null
  return {
    ...{ id, kind, state, side, spaceName, spaceSlug, regionCode, zone, proposer, toName, decidedAgain },
    ...{ proposedAt, expiresAt, endedAt },
    time: { start, end, unitName, unitKind },
    otherTime: swapped
      ? { start: otherStart, end: otherEnd, unitName: otherUnitName, unitKind: otherUnitKind }
      : null,
    answer: side === 'recipient' && state === 'proposed' ? answerPath(id, ctx.locale) : null,
    references: side === 'staff' ? await referencesOf(ctx, found) : [],
  }
}

async function referencesOf(ctx: Context, found: FoundExchange): Promise<string[]> {
  const after = present([found.becameId, found.otherBecameId])
  const rows = await ctx.db.many(
    text<{ reference: string }>(
      'select reference from space.booking where id = any ($1::uuid[]) order by id',
      [after],
    ),
  )
  return [found.booking, found.other, ...rows].flatMap((booking) => (booking ? [booking.reference] : []))
}

/** Whose eyes: staff of the region see all of it, unless it is their own. */
export function sideOf(actor: Actor, found: FoundExchange): Exchange['side'] {
  if (isRecipient(actor, found)) return 'recipient'
  if (isProposer(actor, found)) return 'proposer'
  return isDesk(actor, found.regionCode) ? 'staff' : 'proposer'
}
