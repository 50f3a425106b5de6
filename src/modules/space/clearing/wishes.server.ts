import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { href, type Locale } from '#kernel/locale.ts'
import { text } from '#platform/database/query.ts'
import { sign, verify } from '#platform/sign.ts'
import {
  type Ask,
  askerOf,
  checkAttendees,
  checkShare,
  deadlineOf,
  partyOf,
} from '../bookings/commands.server.ts'
import { managePath, openLinks } from '../bookings/links.server.ts'
import { refuseAsker, refuseTime, takenMeanwhile } from '../bookings/rules.ts'
import { placeOf, refusalFault, withOpen } from '../bookings/write.server.ts'
import { groundOf } from '../calendar/queries.server.ts'
import { isDesk } from '../policy.ts'
import { instant, millis, minute } from '../time.ts'
import { clearSpace, isHolder } from './commands.server.ts'
import { tellWish } from './notices.server.ts'
import { bookingsInTheWay, leasesInTheWay, type Taking } from './queries.server.ts'
import type { ClearingWish, WishInput, WishRow, WishRuling } from './wish-schema.ts'

const purpose = 'space.clearing_wish'
export const wishPath = (wishId: string, locale: Locale = 'id'): string =>
  href(`/ruang/permintaan/${wishId}?t=${sign(purpose, wishId)}`, locale)

/** A wish as commands see it. */
export interface FoundWish extends WishRow {
  linked: boolean
  accountId: string | null
  /** Nobody enters a wish for somebody else. */
  recordedBy: null
  bookerLocale: Locale
  bookingId: string | null
}

const shown = `w.id, w.space_id as "spaceId", s.slug as "spaceSlug", s.name as "spaceName", w.unit_id as "unitId", u.name as "unitName",
  u.kind as "unitKind", w.region_code as "regionCode", s.zone, lower(w.during) as start, upper(w.during) as end, w.state, w.title,
  w.booker_name as "bookerName", w.booker_phone as "bookerPhone", w.group_kind as "groupKind", w.purpose, w.attendees, w.note,
  w.asked_at as "askedAt", w.deadline, w.decided_at as "decidedAt", w.decided_by_name as "decidedByName", w.reason, w.version`
const tables =
  'space.clearing_wish w join space.space s on s.id = w.space_id join space.unit u on u.id = w.unit_id'

/** For who asked, by their account or link, and for staff. @throws Fault `not_found` */
export async function getWish(
  ctx: Context,
  { wishId, token }: { wishId: string; token?: string | undefined },
  lock = false,
): Promise<FoundWish> {
  const linked = token !== undefined && verify(purpose, wishId, token)
  if (linked) await openLinks(ctx.db, wishId)
  const found = await ctx.db.maybe(
    text<Omit<FoundWish, 'linked' | 'recordedBy'>>(
      `select ${shown}, w.account_id as "accountId", w.booker_locale as "bookerLocale", w.booking_id as "bookingId"
       from ${tables} where w.id = $1${lock ? ' for update of w' : ''}`,
      [wishId],
    ),
  )
  if (!found) throw new Fault('not_found', 'cowork_wish_not_found')
  return { ...found, linked, recordedBy: null }
}

/** Wishes of a space, those that wait first. */
export const listWishes = (ctx: Context, spaceId: string): Promise<WishRow[]> =>
  ctx.db.many(
    text<WishRow>(
      `select ${shown} from ${tables} where w.space_id = $1 order by w.state <> 'asked', w.asked_at desc, w.id limit 50`,
      [spaceId],
    ),
  )

const takingOf = (wish: FoundWish): Taking => ({
  spaceId: wish.spaceId,
  unitId: wish.unitId,
  start: wish.start,
  end: wish.end,
  blockedUntil: wish.end,
})

export async function toWish(ctx: Context, found: FoundWish): Promise<ClearingWish> {
  const { linked: _, accountId: __, recordedBy: ___, bookerLocale: ____, bookingId, ...row } = found
  const asked = found.state === 'asked' && isDesk(ctx.actor, found.regionCode)
  return {
    ...row,
    booking: bookingId === null ? null : managePath(bookingId, ctx.locale),
    manage: wishPath(found.id, ctx.locale),
    inTheWay: asked
      ? {
          bookings: (await bookingsInTheWay(ctx, takingOf(found), false)).filter(isHolder),
          leases: await leasesInTheWay(ctx, takingOf(found)),
        }
      : null,
  }
}

/** Kinds of what stands in the way there, without saying whose. */
async function kindsInTheWay(ctx: Context, { space }: Ask, time: WishInput): Promise<string[]> {
  const until = instant(millis(time.end) + space.rules.bufferMinutes * minute)
  const rows = await ctx.db.many(
    text<{ kind: string }>(
      `select distinct u.kind from space.taken($1, $2, $3, $4, $5) t join space.unit u on u.id = t.unit_id`,
      [space.id, time.start, until, ctx.now, space.unitId],
    ),
  )
  return rows.map(({ kind }) => kind)
}

/** Ask staff for all of it. What is free is booked, what somebody else has as a whole is waited for. @returns the id of the wish */
export async function wishForWhole(ctx: Context, ask: Ask, wish: WishInput): Promise<string> {
  const { space, contact, standards } = ask
  if (space.unitKind !== 'whole' && space.unitKind !== 'area')
    throw new Fault('conflict', 'cowork_clear_area')
  if (!contact?.phone) throw new Fault('conflict', 'series_line_no_phone')
  const asker = withOpen(await askerOf(ctx, space, undefined, false), space)
  checkAttendees(wish.attendees, space.capacity)
  const wanted = { start: millis(wish.start), end: millis(wish.end) }
  const refusal = refuseAsker(space, asker) ?? refuseTime(wanted, groundOf(space, ctx.now), false)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal)
  await checkShare(ctx, space, partyOf(ctx, contact), wanted)
  const kinds = await kindsInTheWay(ctx, ask, wish)
  if (kinds.length === 0) throw new Fault('conflict', 'cowork_wish_free', { details: { rule: 'free' } })
  if (kinds.some((kind) => kind === 'whole' || kind === 'area'))
    throw await refusalFault(ctx, placeOf(space), wanted, takenMeanwhile)
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into space.clearing_wish (id, space_id, unit_id, region_code, during, title, account_id, booker_name, booker_phone,
         booker_locale, group_kind, purpose, attendees, note, asked_at, deadline)
       values ($1, $2, $3, $4, tstzrange($5::timestamptz, $6::timestamptz), $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        ...[id, space.id, space.unitId, space.regionCode, wish.start, wish.end, wish.title],
        ...[ctx.actor.accountId, contact.name || wish.title, contact.phone, contact.locale],
        ...[wish.groupKind, wish.purpose, wish.attendees, wish.note ?? null, ctx.now],
        deadlineOf(space, standards, ctx.now, wish.start),
      ],
    ),
  )
  tellWish(ctx, 'asked', await getWish(ctx, { wishId: id }), wishPath(id, contact.locale))
  ctx.audit({
    subject: { type: 'clearing_wish', id },
    region: space.regionCode,
    changes: { start: wish.start, end: wish.end, title: wish.title },
  })
  return id
}

export function assertAsked(wish: FoundWish): void {
  if (wish.state !== 'asked')
    throw new Fault('conflict', 'cowork_wish_decided', { details: { state: wish.state } })
}

/** Yes: those in the way, as they were seen, make way for it. No: with the reason. Of two who decide at once the second finds it decided. */
export async function decideWish(ctx: Context, wish: FoundWish, ruling: WishRuling): Promise<FoundWish> {
  assertAsked(wish)
  const bookingId = ruling.decision === 'approve' ? await grant(ctx, wish, ruling.seen) : null
  const state = ruling.decision === 'approve' ? 'approved' : 'rejected'
  const reason = state === 'rejected' ? (ruling.reason ?? null) : null
  await ctx.db.exec(
    text(
      `update space.clearing_wish set state = $2, decided_at = $3, decided_by = $4, decided_by_name = $5, reason = $6, booking_id = $7,
         version = version + 1 where id = $1`,
      [wish.id, state, ctx.now, ctx.actor.accountId, ctx.actor.name, reason, bookingId],
    ),
  )
  const decided = {
    ...wish,
    state,
    reason,
    bookingId,
    decidedAt: ctx.now,
    decidedByName: ctx.actor.name,
  } as const
  // Of a yes the booking itself tells them.
  if (state === 'rejected') tellWish(ctx, 'rejected', decided, wishPath(wish.id, wish.bookerLocale))
  note(ctx, wish, { state }, reason)
  return { ...decided, version: wish.version + 1 }
}

async function grant(ctx: Context, wish: FoundWish, seen: readonly string[]): Promise<string> {
  const { start, end, unitId, title, groupKind, purpose: what, attendees, note: said } = wish
  const { event } = await clearSpace(
    ctx,
    { id: wish.spaceId, name: wish.spaceName, regionCode: wish.regionCode },
    {
      ...{ spaceId: wish.spaceId, start, end, unitId, title, groupKind, purpose: what, attendees },
      ...(said !== null && { note: said }),
      booker: { name: wish.bookerName, phone: wish.bookerPhone },
      seen: [...seen],
    },
  )
  await ctx.db.exec(
    text('update space.booking set account_id = $2, booker_locale = $3 where id = $1', [
      event.id,
      wish.accountId,
      wish.bookerLocale,
    ]),
  )
  return event.id
}

/** Whoever asked no longer wants it. */
export async function withdrawWish(ctx: Context, wish: FoundWish): Promise<FoundWish> {
  assertAsked(wish)
  await ctx.db.exec(
    text(`update space.clearing_wish set state = 'withdrawn', version = version + 1 where id = $1`, [
      wish.id,
    ]),
  )
  note(ctx, wish, { state: 'withdrawn' }, null)
  return { ...wish, state: 'withdrawn', version: wish.version + 1 }
}

const note = (ctx: Context, wish: FoundWish, changes: Record<string, unknown>, reason: string | null) =>
  ctx.audit({
    subject: { type: 'clearing_wish', id: wish.id },
    region: wish.regionCode,
    changes,
    ...(reason !== null && { reason }),
  })
