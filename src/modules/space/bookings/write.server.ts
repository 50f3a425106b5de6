import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { type Text, text } from '#platform/database/query.ts'
import { type Bookable, getBookable, groundOf, listTaken, windowOf } from '../calendar/queries.server.ts'
import { nearDays, nearestFree, type Span } from '../calendar/rules.ts'
import { dateAt, instant, millis, minute, plusDays } from '../time.ts'
import { newReference } from './links.server.ts'
import { type Asker, type Refusal, refuseAsker, refuseTime, takenMeanwhile } from './rules.ts'

/** What a booking says when it is first written, as columns. */
export interface BookingColumns {
  start: string
  end: string
  state: 'held' | 'requested' | 'approved'
  source: 'web' | 'desk' | 'api'
  accountId: string | null
  recordedBy: string | null
  bookerName: string
  bookerPhone: string | null
  bookerLocale: 'id' | 'en'
  groupKind: string | null
  groupName: string | null
  groupPublic: boolean
  businessId: string | null
  purpose: string | null
  note: string | null
  attendees: number | null
  holdUntil: string | null
  requestedAt: string | null
  deadline: string | null
  decision: 'approved' | null
  decidedBy: string | null
  decidedByName: string | null
  /** The series it is one date of. */
  seriesId?: string | undefined
}

export interface Written {
  id: string
  reference: string
}

/**
 * One statement: lock the rules the request was checked with, let stale holds go, insert. Nothing is inserted when the rules
 * changed, somebody has the time, the quota's last number was just used, or (once in 10^11) the reference exists.
 * `on conflict` waits for a rival without deadlock, where a plain insert and an exclusion constraint make two of them wait for each other.
 */
const insert = `insert into space.booking (id, space_id, unit_id, span, region_code, during, blocked, state, source, reference, account_id,
    recorded_by, booker_name, booker_phone, booker_locale, group_kind, group_name, group_public, business_id, purpose, note,
    attendees, quota_no, hold_until, requested_at, deadline, decision, decided_at, decided_by, decided_by_name, waited_minutes,
    created_at, updated_at, series_id)
  select $1::uuid, $2::uuid, u.id, u.span, $4, tstzrange($5::timestamptz, $6::timestamptz), tstzrange($5::timestamptz, $7::timestamptz),
    $8, $9, $10, $11::uuid, $12::uuid, $13, $14, $15, $16, $17, $18::boolean, $19::uuid, $20, $21, $22::int, $23::smallint,
    $24::timestamptz, $25::timestamptz, $26::timestamptz, $27, case when $27::text is null then null else $28::timestamptz end,
    $29::uuid, $30, case when $27::text is null then null else 0 end, $28::timestamptz, $28::timestamptz, $32::uuid
  from space.unit u
  where u.id = $3::uuid and space.ready($3::uuid, $31::int, tstzrange($5::timestamptz, $7::timestamptz), $28::timestamptz)
  on conflict do nothing`

/** The statement that writes a hold or a booking, if it still can. */
export const insertion = (
  space: Bookable,
  row: BookingColumns,
  written: Written,
  quotaNo: number | null,
  now: string,
): Text<unknown> =>
  text(insert, [
    written.id,
    space.id,
    space.unitId,
    space.regionCode,
    row.start,
    row.end,
    instant(millis(row.end) + space.rules.bufferMinutes * minute),
    row.state,
    row.source,
    written.reference,
    row.accountId,
    row.recordedBy,
    row.bookerName,
    row.bookerPhone,
    row.bookerLocale,
    row.groupKind,
    row.groupName,
    row.groupPublic,
    row.businessId,
    row.purpose,
    row.note,
    row.attendees,
    quotaNo,
    row.holdUntil,
    row.requestedAt,
    row.deadline,
    row.decision,
    now,
    row.decidedBy,
    row.decidedByName,
    space.rulesVersion,
    row.seriesId ?? null,
  ])

/** The lowest of the person's allowed numbers that is not in use; null where there is no limit. */
export function quotaNumber(space: Pick<Bookable, 'quota' | 'quotaUsed'>, asker: Asker): number | null {
  if (space.quota === null || asker.staff) return null
  for (let number = 1; number <= space.quota; number++) if (!space.quotaUsed.includes(number)) return number
  return null
}

/** How the asker stands once the space is known: what they already have here. */
export const withOpen = (asker: Omit<Asker, 'open'>, space: Bookable): Asker => ({
  ...asker,
  open: space.quotaUsed.length,
})

/** Why this cannot be booked, by the rules alone. */
export const refuse = (space: Bookable, asker: Asker, wanted: Span, now: string): Refusal | undefined =>
  refuseAsker(space, asker) ?? refuseTime(wanted, groundOf(space, now), asker.staff)

/** Which unit of which space. */
export interface Place {
  spaceId: string
  unitId: string
}

export const placeOf = (space: Pick<Bookable, 'id' | 'unitId'>): Place => ({
  spaceId: space.id,
  unitId: space.unitId,
})

/** A refusal as the fault a person reads; where another time would help, with the three nearest. */
export async function refusalFault(
  ctx: Context,
  place: Place,
  wanted: Span,
  refusal: Refusal,
  except?: string,
): Promise<Fault> {
  const details: Record<string, unknown> = { rule: refusal.rule }
  if (refusal.elsewhen) details.alternatives = await alternatives(ctx, place, wanted, except)
  return new Fault('conflict', refusal.key, { ...(refusal.params && { params: refusal.params }), details })
}

/** The three free times nearest to a wanted one. Most are found near by: only then is the whole fortnight read. */
export async function alternatives(
  ctx: Context,
  { spaceId, unitId }: Place,
  wanted: Span,
  except?: string,
): Promise<{ start: string; end: string }[]> {
  // What lies in the past is answered with the nearest times that can be booked at all.
  const start = Math.max(wanted.start, millis(ctx.now))
  const aim = { start, end: start + (wanted.end - wanted.start) }
  for (const days of [3, nearDays]) {
    const day = instant(start).slice(0, 10)
    const window = { ...windowOf(plusDays(day, -days), plusDays(day, days), 'UTC'), now: ctx.now }
    const [space, taken] = await Promise.all([
      getBookable(ctx.db, spaceId, { ...window, accountId: ctx.actor.accountId, unitId }),
      listTaken(ctx.db, spaceId, { ...window, unitId, ...(except && { except }) }),
    ])
    const found = nearestFree(aim, groundOf(space, ctx.now, taken), 3, days)
    // Further days may hold nothing nearer than two days less than the window reaches.
    const certain =
      found.length === 3 && found.every((span) => Math.abs(span.start - start) < (days - 1) * 86_400_000)
    if (certain || days === nearDays)
      return found.map((span) => ({ start: instant(span.start), end: instant(span.end) }))
  }
  return []
}

/**
 * Write a hold or a booking that the rules allow. When the database refuses, find out why: somebody was faster (the fault
 * says so, with alternatives), or the rules or the person's other bookings changed in between (then judge again).
 */
export async function writeBooking(
  ctx: Context,
  space: Bookable,
  asker: Asker,
  row: BookingColumns,
  id: string = newId(),
): Promise<Written> {
  const wanted = { start: millis(row.start), end: millis(row.end) }
  let current = space
  for (let attempt = 1; attempt <= 4; attempt++) {
    const written = { id, reference: newReference() }
    const number = row.state === 'held' ? null : quotaNumber(current, asker)
    if ((await ctx.db.exec(insertion(current, row, written, number, ctx.now))) === 1) return written
    const day = dateAt(wanted.start, space.rules.zone)
    const window = windowOf(day, day, space.rules.zone)
    const asked = { ...window, now: ctx.now, accountId: ctx.actor.accountId, unitId: space.unitId }
    const [fresh, taken] = await Promise.all([
      getBookable(ctx.db, space.id, asked),
      listTaken(ctx.db, space.id, { ...window, now: ctx.now, unitId: space.unitId }),
    ])
    const again = withOpen(asker, fresh)
    const refusal =
      refuseAsker(fresh, again) ?? refuseTime(wanted, groundOf(fresh, ctx.now, taken), asker.staff)
    if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal)
    current = fresh
  }
  throw await refusalFault(ctx, placeOf(space), wanted, takenMeanwhile)
}
