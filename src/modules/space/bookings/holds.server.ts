import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { type Bookable, getBookable } from '../calendar/queries.server.ts'
import { instant, millis, minute } from '../time.ts'
import {
  announce,
  askerOf,
  checkAttendees,
  checkShare,
  loadAsk,
  namesOf,
  outcomeOf,
  partyOf,
  touchSpace,
} from './commands.server.ts'
import { bookingToken, isBookingToken, openLinks } from './links.server.ts'
import { type FoundBooking, getBooking, getRequested, toBooking } from './queries.server.ts'
import type { Answers, Booking, Hold } from './schema.ts'
import { holdMinutes, visitorHolds } from './states.ts'
import {
  type BookingColumns,
  placeOf,
  quotaNumber,
  refusalFault,
  refuse,
  withOpen,
  writeBooking,
} from './write.server.ts'

interface HoldWish {
  start: string
  end: string
  replaces?: { holdId: string; token: string } | undefined
}

/** Of a time that is kept before anybody said who comes. */
export const unasked = {
  bookerName: '',
  bookerPhone: null,
  groupKind: null,
  groupName: null,
  groupPublic: false,
  businessId: null,
  purpose: null,
  note: null,
  attendees: null,
  requestedAt: null,
  deadline: null,
  decision: null,
  decidedBy: null,
  decidedByName: null,
} as const

/** Keep a time for ten minutes while somebody answers the rest; also for a visitor who has not signed in yet. */
export async function holdTime(ctx: Context, space: Bookable, wish: HoldWish): Promise<Hold> {
  const asker = withOpen(await askerOf(ctx, space, undefined, false), space)
  // Whether they are registered is asked when they sign in: a visitor is nobody yet.
  const open = { ...asker, registered: asker.registered || !isSignedIn(ctx.actor) }
  const id = newId()
  await letGoOf(ctx, id, wish.replaces)
  if (!isSignedIn(ctx.actor)) await checkVisitors(ctx, space)
  const wanted = { start: millis(wish.start), end: millis(wish.end) }
  const refusal = refuse(space, open, wanted, ctx.now)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal)
  if (isSignedIn(ctx.actor)) await checkShare(ctx, space, partyOf(ctx, undefined), wanted)
  const holdUntil = instant(millis(ctx.now) + holdMinutes * minute)
  const row: BookingColumns = {
    ...unasked,
    start: wish.start,
    end: wish.end,
    state: 'held',
    source: ctx.actor.kind === 'key' ? 'api' : 'web',
    accountId: ctx.actor.accountId,
    recordedBy: null,
    bookerLocale: ctx.locale,
    holdUntil,
  }
  await writeBooking(ctx, space, open, row, id)
  touchSpace(ctx, space.id)
  ctx.audit({ subject: { type: 'booking', id }, region: space.regionCode })
  const times = { start: wish.start, end: wish.end, holdUntil, expired: false }
  const where = { spaceId: space.id, spaceSlug: space.slug, unitId: space.unitId }
  return { id, ...where, ...times, token: bookingToken(id), answers: {} }
}

/** One person keeps one time of a space: the earlier hold ends when another begins. Opens both to this transaction. */
async function letGoOf(ctx: Context, id: string, earlier: HoldWish['replaces']): Promise<void> {
  const known = earlier && isBookingToken(earlier.holdId, earlier.token) ? earlier.holdId : undefined
  const opening = openLinks(ctx.db, id, ...(known ? [known] : []))
  const ending = known && ctx.db.exec(endHold(known, ctx.now))
  await Promise.all([opening, ending])
}

const endHold = (id: string, now: string) =>
  text(
    `update space.booking set state = 'cancelled', ended_at = $2, ended_by = 'booker', updated_at = $2, version = version + 1
     where id = $1 and state = 'held'`,
    [id, now],
  )

/** A flood of visitors' holds must not close a hall: beyond a number one signs in first, and may then hold. */
async function checkVisitors(ctx: Context, space: Bookable): Promise<void> {
  if (ctx.via === 'rest') throw new Fault('unauthenticated', 'kernel_unauthenticated')
  const { count } = await ctx.db.one(
    text<{ count: number }>('select space.visitor_holds($1, $2) as count', [space.id, ctx.now]),
  )
  if (count >= visitorHolds) throw new Fault('unauthenticated', 'space_too_many_holds')
}

/** A hold the caller may go on with: their own, or one whose token they show. */
export async function getHold(
  ctx: Context,
  holdId: string,
  token: string | undefined,
  lock = false,
): Promise<FoundBooking> {
  const found = await getBooking(ctx, { bookingId: holdId, token }, lock)
  if (found.requestedAt !== null || (!found.linked && found.accountId !== ctx.actor.accountId))
    throw new Fault('not_found', 'space_hold_not_found')
  return found
}

export const isStale = (found: FoundBooking, now: string): boolean =>
  found.state === 'expired' || (found.state === 'held' && millis(found.holdUntil ?? now) <= millis(now))

export function toHold(found: FoundBooking, now: string): Hold {
  const answered = found.purpose !== null
  return {
    id: found.id,
    spaceId: found.spaceId,
    spaceSlug: found.spaceSlug,
    unitId: found.unitId,
    start: found.start,
    end: found.end,
    holdUntil: found.holdUntil ?? now,
    expired: isStale(found, now),
    token: bookingToken(found.id),
    answers: answered
      ? {
          groupKind: found.groupKind,
          name: found.groupName ?? found.bookerName,
          purpose: found.purpose,
          attendees: found.attendees,
          groupPublic: found.groupPublic,
          ...(found.note !== null && { note: found.note }),
          ...(found.businessId !== null && { businessId: found.businessId }),
        }
      : {},
  }
}

/** Remember the answers with the hold, so that signing in, going back or a lost connection costs none of them. */
export async function answerHold(ctx: Context, found: FoundBooking, answers: Answers): Promise<FoundBooking> {
  assertHeld(found)
  const space = await getBookable(ctx.db, found.spaceId, {
    from: found.start,
    to: found.end,
    now: ctx.now,
    accountId: null,
    unitId: found.unitId,
  })
  checkAttendees(answers.attendees, space.capacity)
  const { groupName } = namesOf(answers, '')
  const name = groupName === null ? answers.name : ''
  await ctx.db.exec(
    text(
      `update space.booking set group_kind = $2, group_name = $3, booker_name = $4, purpose = $5, attendees = $6, note = $7,
         business_id = $8, group_public = $9, booker_locale = $10, updated_at = $11, version = version + 1
       where id = $1`,
      [
        found.id,
        answers.groupKind,
        groupName,
        name,
        answers.purpose,
        answers.attendees,
        answers.note ?? null,
        answers.businessId ?? null,
        answers.groupPublic && groupName !== null,
        ctx.locale,
        ctx.now,
      ],
    ),
  )
  return getBooking(ctx, { bookingId: found.id, token: bookingToken(found.id) })
}

function assertHeld(found: FoundBooking): void {
  if (found.state !== 'held' && found.state !== 'expired') throw new Fault('conflict', 'space_hold_over')
}

/**
 * Make the hold a request. A hold that ran out is taken up again when nobody took the time meanwhile; else the fault
 * says so, with the nearest free times.
 */
export async function confirmHold(ctx: Context, found: FoundBooking): Promise<Booking> {
  assertHeld(found)
  if (found.purpose === null || found.attendees === null)
    throw new Fault('invalid_input', 'space_hold_unanswered')
  const ask = await loadAsk(ctx, found.spaceId, found)
  const asker = withOpen(await askerOf(ctx, ask.space, found.businessId ?? undefined, false), ask.space)
  const wanted = { start: millis(found.start), end: millis(found.end) }
  const refusal = refuse(ask.space, asker, wanted, ctx.now)
  if (refusal) throw await refusalFault(ctx, placeOf(ask.space), wanted, refusal, found.id)
  const group = { businessId: found.businessId, groupName: found.groupName }
  await checkShare(ctx, ask.space, { ...partyOf(ctx, ask.contact), ...group }, wanted, found.id)
  const { contact } = ask
  await promote(ctx, found, ask.space, {
    quotaNo: quotaNumber(ask.space, asker),
    outcome: outcomeOf(ctx, ask.space, false, found.start, ask.standards),
    who: {
      accountId: ctx.actor.accountId,
      name: contact?.name || found.bookerName || (found.groupName ?? ''),
      phone: contact?.phone ?? null,
      locale: contact?.locale ?? ctx.locale,
    },
  })
  const booked = await getRequested(ctx, { bookingId: found.id, token: bookingToken(found.id) })
  const booking = toBooking(booked, ctx.locale)
  announce(ctx, booking, booked.bookerLocale)
  return booking
}

interface Promotion {
  quotaNo: number | null
  outcome: ReturnType<typeof outcomeOf>
  who: { accountId: string | null; name: string; phone: string | null; locale: 'id' | 'en' }
}

/** Make a hold somebody's booking, by the rules it was judged with. */
export async function promote(
  ctx: Context,
  found: FoundBooking,
  space: Bookable,
  { quotaNo, outcome, who }: Promotion,
): Promise<void> {
  const ready = await ctx.db.one(
    text<{ ready: boolean }>(
      'select space.ready($1, $2, tstzrange($3::timestamptz, $4::timestamptz), $5) as ready',
      [
        space.unitId,
        space.rulesVersion,
        found.start,
        instant(millis(found.end) + space.rules.bufferMinutes * minute),
        ctx.now,
      ],
    ),
  )
  if (!ready.ready) throw new Fault('unavailable', 'kernel_busy')
  await ctx.db.exec(
    text(
      `update space.booking set state = $2, decision = $3, decided_at = case when $3::text is null then null else $4::timestamptz end,
         deadline = $5, requested_at = $4, account_id = $6, booker_name = $7, booker_phone = $8, booker_locale = $9,
         quota_no = $10, hold_until = null, ended_at = null, ended_by = null, created_at = $4,
         waited_minutes = case when $3::text is null then null else 0 end, updated_at = $4, version = version + 1
       where id = $1`,
      [
        found.id,
        outcome.state,
        outcome.decision,
        ctx.now,
        outcome.deadline,
        who.accountId,
        who.name,
        who.phone,
        who.locale,
        quotaNo,
      ],
    ),
  )
}

/** Let a hold go before its time. */
export async function releaseHold(ctx: Context, found: FoundBooking): Promise<void> {
  assertHeld(found)
  await ctx.db.exec(endHold(found.id, ctx.now))
  touchSpace(ctx, found.spaceId)
  ctx.audit({ subject: { type: 'booking', id: found.id }, region: found.regionCode })
}
