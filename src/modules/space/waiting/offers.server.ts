import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { text } from '#platform/database/query.ts'
import { announce, checkShare, outcomeOf, touchSpace } from '../bookings/commands.server.ts'
import { promote } from '../bookings/holds.server.ts'
import { bookingToken, newReference, openLinks } from '../bookings/links.server.ts'
import { getBooking, getRequested, toBooking } from '../bookings/queries.server.ts'
import { refuseAsker, refuseTime } from '../bookings/rules.ts'
import type { Booking } from '../bookings/schema.ts'
import { insertion, placeOf, quotaNumber, refusalFault } from '../bookings/write.server.ts'
import { type Bookable, getBookable, groundOf, listTaken } from '../calendar/queries.server.ts'
import { loadFairUse } from '../fairness/queries.server.ts'
import { refuseCooling, refuseShare } from '../fairness/rules.ts'
import { instant, millis } from '../time.ts'
import { endWait } from './commands.server.ts'
import { makeWay } from './make-way.server.ts'
import { tellWaiting } from './notices.server.ts'
import { type FoundWait, listFreeUnits, listLine, listOffered } from './queries.server.ts'
import { offeredUntil, settleSeconds } from './rules.ts'

const partyOf = (wait: FoundWait) => ({
  accountId: wait.accountId,
  phone: wait.bookerPhone,
  businessId: wait.businessId,
  groupName: wait.groupName,
})

/**
 * Offer what is free in a space to those who wait, in their order. One after the other: whoever else does the same for this
 * space waits, and then finds the hold; and two holds of one time cannot be written at all.
 */
export async function offerTimes(ctx: Context, spaceId: string): Promise<number> {
  await ctx.db.exec(text('select pg_advisory_xact_lock(hashtextextended($1, 14))', [spaceId]))
  for (const wait of await listOffered(ctx, spaceId))
    if (wait.start <= ctx.now || (wait.offeredUntil ?? '') <= ctx.now) {
      if (await endWait(ctx, wait, 'late')) tellWaiting(ctx, 'late', wait)
    }
  let offered = 0
  for (const wait of await listLine(ctx, spaceId))
    if (wait.start <= ctx.now) await endWait(ctx, wait, 'over')
    else if (await offerTo(ctx, wait)) offered += 1
  return offered
}

async function offerTo(ctx: Context, wait: FoundWait): Promise<boolean> {
  for (const { id: unitId } of await listFreeUnits(ctx, wait.id)) {
    const { start: from, end: to, accountId } = wait
    const space = await getBookable(ctx.db, wait.spaceId, { from, to, now: ctx.now, accountId, unitId })
    if (await isFree(ctx, wait, space)) {
      const holdId = await hold(ctx, wait, space)
      if (holdId !== undefined) return true
    }
  }
  return false
}

/** Holds for the line whose time may be offered: a rejection and a move may be taken back for a while, the end of a booking may not. */
const settledHolds = `select h.id from space.booking h where h.space_id = $1 and h.state = 'held' and h.for_line
  and (h.created_at <= $2 or exists (select from space.booking b where b.space_id = h.space_id and b.unit_id = h.unit_id
    and lower(b.during) = lower(h.during) and b.during = h.during and b.state in ('cancelled', 'expired') and b.ended_at = h.created_at))`

/** Is the time free but for a hold that keeps it for the line, and would the rules give it to this person? */
async function isFree(ctx: Context, wait: FoundWait, space: Bookable): Promise<boolean> {
  const wanted = { start: millis(wait.start), end: millis(wait.end) }
  const window = {
    from: wait.start,
    to: instant(wanted.end + 86_400_000),
    now: ctx.now,
    unitId: space.unitId,
  }
  const [taken, kept] = await Promise.all([
    listTaken(ctx.db, space.id, window),
    ctx.db.many(
      text<{ id: string }>(settledHolds, [space.id, instant(millis(ctx.now) - settleSeconds * 1000)]),
    ),
  ])
  const makesWay = new Set(kept.map(({ id }) => id))
  const staff = wait.recordedBy !== null
  const asker = { staff, registered: wait.registered, open: space.quotaUsed.length }
  const ground = groundOf(
    space,
    ctx.now,
    taken.filter(({ id }) => !makesWay.has(id)),
  )
  if (refuseAsker(space, asker) ?? refuseTime(wanted, ground, staff)) return false
  if (staff) return true
  const use = await loadFairUse(ctx.db, space.id, partyOf(wait), {
    spans: [wanted],
    now: ctx.now,
    lock: false,
  })
  const { zone } = space.rules
  return !(refuseCooling(use, millis(ctx.now), zone) ?? refuseShare(wanted, use, zone))
}

/** Keep the time for them by a real hold until the deadline, and tell them. */
async function hold(ctx: Context, wait: FoundWait, space: Bookable): Promise<string | undefined> {
  const id = newId()
  const until = instant(offeredUntil(millis(ctx.now), millis(wait.start), space.rules.zone))
  await makeWay(ctx, space, wait)
  const row = {
    start: wait.start,
    end: wait.end,
    state: 'held' as const,
    source: 'web' as const,
    accountId: wait.accountId,
    recordedBy: wait.recordedBy,
    bookerName: wait.bookerName,
    bookerPhone: wait.bookerPhone,
    bookerLocale: wait.bookerLocale,
    groupKind: wait.groupKind,
    groupName: wait.groupName,
    groupPublic: wait.groupPublic,
    businessId: wait.businessId,
    purpose: wait.purpose,
    note: wait.note,
    attendees: wait.attendees,
    holdUntil: until,
    requestedAt: null,
    deadline: null,
    decision: null,
    decidedBy: null,
    decidedByName: null,
  }
  const written = await ctx.db.exec(insertion(space, row, { id, reference: newReference() }, null, ctx.now))
  if (written !== 1) return undefined
  const still = await ctx.db.exec(
    text(
      `update space.waiting set state = 'offered', booking_id = $2, offered_at = $3, offered_until = $4, version = version + 1
       where id = $1 and state = 'waiting'`,
      [wait.id, id, ctx.now, until],
    ),
  )
  // They left the line at the same moment: the next one may have it.
  if (still !== 1) {
    await ctx.db.exec(
      text(
        `update space.booking set state = 'expired', ended_at = $2, ended_by = 'system', updated_at = $2 where id = $1`,
        [id, ctx.now],
      ),
    )
    return undefined
  }
  tellWaiting(ctx, 'offered', wait, { until })
  touchSpace(ctx, space.id)
  return id
}

/** They want it: the hold becomes a booking, by the rules as they are now. */
export async function acceptOffer(ctx: Context, wait: FoundWait): Promise<Booking> {
  if (wait.state !== 'offered' || wait.bookingId === null || (wait.offeredUntil ?? '') <= ctx.now)
    throw new Fault('conflict', 'series_offer_over', { details: { state: wait.state } })
  const wanted = { bookingId: wait.bookingId, token: bookingToken(wait.bookingId) }
  const found = await getBooking(ctx, wanted, true)
  if (found.state !== 'held')
    throw new Fault('conflict', 'series_offer_over', { details: { state: found.state } })
  await openLinks(ctx.db, wait.id, wait.bookingId)
  const [loaded, standards, { numbers }] = await Promise.all([
    getBookable(ctx.db, wait.spaceId, {
      from: wait.start,
      to: wait.end,
      now: ctx.now,
      accountId: wait.accountId,
      unitId: found.unitId,
    }),
    getSettings(ctx.db, 'standards'),
    ctx.db.one(
      text<{ numbers: number[] }>('select space.quota_used($1, $2) as numbers', [
        wait.spaceId,
        wait.accountId,
      ]),
    ),
  ])
  const space = { ...loaded, quotaUsed: numbers }
  const staff = wait.recordedBy !== null
  const asker = { staff, registered: wait.registered, open: numbers.length }
  const span = { start: millis(wait.start), end: millis(wait.end) }
  const refusal = refuseAsker(space, asker)
  if (refusal) throw await refusalFault(ctx, placeOf(space), span, refusal, found.id)
  if (!staff) await checkShare(ctx, space, partyOf(wait), span, found.id)
  const { accountId, bookerName: name, bookerPhone: phone, bookerLocale: locale } = wait
  const outcome = outcomeOf(ctx, space, staff, wait.start, standards)
  await promote(ctx, found, space, {
    quotaNo: quotaNumber(space, asker),
    outcome,
    who: { accountId, name, phone, locale },
  })
  await ctx.db.exec(
    text(`update space.waiting set state = 'accepted', ended_at = $2, version = version + 1 where id = $1`, [
      wait.id,
      ctx.now,
    ]),
  )
  const booked = await getRequested(ctx, wanted)
  const booking = toBooking(booked, ctx.locale)
  announce(ctx, booking, locale)
  return booking
}
