import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { formatDate } from '#kernel/format.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { getRequested } from '../bookings/queries.server.ts'
import type { Space } from '../schema.ts'
import { dateAt, localDay, millis, minute, plusDays } from '../time.ts'
import { checkIn } from '../visits/commands.server.ts'
import { arrival } from '../visits/rules.ts'
import {
  getRule,
  isOpenDay,
  type LeaseSubject,
  listAbsent,
  listStalls,
  type Stall,
} from './queries.server.ts'
import { daysBack, type How, sightTime } from './rules.ts'
import type { PresenceRule, Sight, SightOutcome } from './schema.ts'

type Place = Pick<Space, 'id' | 'name' | 'regionCode' | 'zone'>

/** A market day that may still be recorded. @throws Fault `conflict` */
export async function assertRecordable(ctx: Context, space: Place, day: string): Promise<void> {
  const today = dateAt(millis(ctx.now), space.zone)
  if (day > today || day < plusDays(today, -daysBack))
    throw new Fault('conflict', 'presence_day_refused', {
      params: { days: daysBack },
      details: { rule: 'day' },
    })
  if (!(await isOpenDay(ctx, space.id, day)))
    throw new Fault('conflict', 'presence_not_open', { details: { rule: 'not_open' } })
}

/** Nobody is booked into these stalls while we look; in one order, so that two rounds at once wait and do not deadlock. */
const lockUnits = (ctx: Context, units: readonly string[]) =>
  ctx.db.exec(
    text('select from space.unit where id = any ($1::uuid[]) order by id for no key update', [units]),
  )

/** What an officer saw on a round, each stall for itself. Sent again, it changes nothing. */
export async function recordRound(
  ctx: Context,
  space: Place,
  { day, sights, how }: { day: string; sights: readonly Sight[]; how: How },
): Promise<SightOutcome[]> {
  await assertRecordable(ctx, space, day)
  const units = [...new Set(sights.map(({ unitId }) => unitId))]
  await lockUnits(ctx, units)
  const stalls = new Map((await listStalls(ctx, space.id, day, units)).map((stall) => [stall.unitId, stall]))
  const outcomes: SightOutcome[] = []
  const recorded: { stall: string; state: string }[] = []
  for (const sight of sights) {
    const stall = stalls.get(sight.unitId)
    const outcome = stall ? await recordSight(ctx, space, { day, sight, stall, how }) : 'unknown'
    if (stall && outcome === 'recorded') recorded.push({ stall: stall.code, state: sight.state })
    outcomes.push({ unitId: sight.unitId, outcome })
  }
  await letAbsentGo(ctx, space, day)
  ctx.audit({
    subject: { type: 'space', id: space.id },
    region: space.regionCode,
    changes: { day, recorded },
    nothing: recorded.length === 0,
  })
  return outcomes
}

interface Recording {
  day: string
  sight: Sight
  stall: Stall
  how: How
}

async function recordSight(
  ctx: Context,
  space: Place,
  { day, sight, stall, how }: Recording,
): Promise<SightOutcome['outcome']> {
  const { start } = localDay(day, space.zone)
  const at = sightTime(sight.at, ctx.now, { start, end: start + 24 * 60 * minute })
  // A phone without signal may not know that the day went to somebody else: what it saw is not theirs.
  if (stall.bookingId && sight.expected && sight.expected !== stall.bookingId) return 'taken'
  if (stall.at !== null && stall.at > at) return 'older'
  if (stall.state === sight.state && stall.note === (sight.note ?? null)) return 'unchanged'
  const late = stall.letGo !== null && stall.bookingId === null && stall.leaseId !== null
  // Came after all, and nobody took the day: it is theirs again. The database refuses it if somebody did meanwhile.
  if (late && sight.state === 'present' && stall.leaseId) await takeBack(ctx, stall.leaseId, day)
  await writePresence(ctx, { space, day, at, how, sight, stall })
  if (stall.bookingId && sight.state === 'present') await arrive(ctx, stall.bookingId)
  Object.assign(stall, { at, state: sight.state, note: sight.note ?? null })
  touchSpace(ctx, space.id)
  return 'recorded'
}

interface Row extends Recording {
  space: Place
  at: string
}

const writePresence = (ctx: Context, { space, day, at, how, sight, stall }: Row) =>
  ctx.db.exec(
    text(
      `insert into space.presence (space_id, unit_id, region_code, day, lease_id, booking_id, state, how, note, at, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict on constraint presence_once do update set state = excluded.state, how = excluded.how, note = excluded.note,
         at = excluded.at, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
       where presence.at <= excluded.at`,
      [
        space.id,
        stall.unitId,
        space.regionCode,
        day,
        accountable(stall, sight) ? stall.leaseId : null,
        stall.bookingId,
        sight.state,
        how,
        sight.note ?? null,
        at,
        ctx.now,
        ctx.actor.accountId,
      ],
    ),
  )

/** Is it about the holder? Not where somebody booked the day, nor where they said beforehand that they would not come. */
const accountable = ({ bookingId, letGo: free }: Stall, { state }: Sight) =>
  bookingId === null && (free === null || free === 'absent' || state === 'present')

/** Whoever booked the day and is there has also come as a visitor. */
async function arrive(ctx: Context, bookingId: string): Promise<void> {
  const found = await getRequested(ctx, { bookingId }, true)
  if (!('refusal' in arrival(found, ctx.now))) await checkIn(ctx, found, { how: 'desk', people: 1 })
}

/** The holder says so at the stall, by its code. Staff who come by and see otherwise put it right. */
export async function recordOwn(ctx: Context, space: Place, lease: LeaseSubject): Promise<void> {
  const day = dateAt(millis(ctx.now), space.zone)
  await assertRecordable(ctx, space, day)
  const [stall] = await listStalls(ctx, space.id, day, [lease.unitId])
  if (!stall || stall.leaseId !== lease.id) throw new Fault('not_found', 'presence_lease_not_found')
  if (stall.letGo !== null) await takeBack(ctx, lease.id, day)
  if (stall.recordedHow === null || stall.recordedHow === 'holder') {
    const at = ctx.now.replace(/\.\d{3}Z$/, 'Z')
    const sight: Sight = { unitId: lease.unitId, state: 'present' }
    await writePresence(ctx, {
      space,
      day,
      at,
      how: 'holder',
      sight,
      stall: { ...stall, bookingId: null },
    })
  }
  touchSpace(ctx, space.id)
  ctx.audit({
    subject: { type: 'lease', id: lease.id },
    region: lease.regionCode,
    changes: { day, present: true },
  })
}

/** A day of a lease on which its holder may still decide. @throws Fault `conflict` */
async function assertAhead(ctx: Context, lease: LeaseSubject, day: string): Promise<void> {
  const today = dateAt(millis(ctx.now), lease.zone)
  const within = day >= lease.from && day < lease.until
  if (lease.state !== 'active' || !within || day < today)
    throw new Fault('conflict', 'presence_day_not_yours', { details: { rule: 'day' } })
  if (!(await isOpenDay(ctx, lease.spaceId, day)))
    throw new Fault('conflict', 'presence_not_open', { details: { rule: 'not_open' } })
}

const letGo = (
  ctx: Context,
  { leaseId, day, reason }: { leaseId: string; day: string; reason: 'holder' | 'absent' },
) =>
  ctx.db.exec(
    text(
      `insert into space.lease_day (lease_id, day, reason, let_go_at, let_go_by) values ($1, $2, $3, $4, $5)
       on conflict on constraint lease_day_key do update set reason = excluded.reason, let_go_at = excluded.let_go_at,
         let_go_by = excluded.let_go_by, taken_back_at = null
       where lease_day.taken_back_at is not null`,
      [leaseId, day, reason, ctx.now, ctx.actor.accountId],
    ),
  )

const takeBack = (ctx: Context, leaseId: string, day: string) =>
  ctx.db.exec(
    text(
      'update space.lease_day set taken_back_at = $3 where lease_id = $1 and day = $2 and taken_back_at is null',
      [leaseId, day, ctx.now],
    ),
  )

/** "I do not sell that day", or "I do after all" while nobody else has it: the database refuses the latter otherwise. */
export async function decideDay(
  ctx: Context,
  lease: LeaseSubject,
  { day, free }: { day: string; free: boolean },
): Promise<void> {
  await assertAhead(ctx, lease, day)
  if (free) await letGo(ctx, { leaseId: lease.id, day, reason: 'holder' })
  else await takeBack(ctx, lease.id, day)
  touchSpace(ctx, lease.spaceId)
  ctx.audit({ subject: { type: 'lease', id: lease.id }, region: lease.regionCode, changes: { day, free } })
}

/**
 * Stalls of holders recorded as absent are free for others today, once the hour of the space's rule has come. Only who was
 * looked for and not found loses the day: silence says nothing. They are told, and may come back while nobody has it.
 */
export async function letAbsentGo(
  ctx: Context,
  space: Pick<Place, 'id' | 'name' | 'zone'>,
  day: string,
): Promise<number> {
  const { letGoMinute } = await getRule(ctx, space.id)
  const { date, start } = localDay(dateAt(millis(ctx.now), space.zone), space.zone)
  if (letGoMinute === null || day !== date || millis(ctx.now) < start + letGoMinute * minute) return 0
  const absent = await listAbsent(ctx, space.id, day)
  for (const { leaseId, phone, code, regionCode } of absent) {
    await letGo(ctx, { leaseId, day, reason: 'absent' })
    if (phone)
      ctx.send({
        to: { phone },
        locale: 'id',
        template: 'space.stall_let_go',
        body: m.presence_message_let_go(
          { stall: code, market: space.name, day: formatDate(day, 'id', 'UTC', 'weekday') },
          { locale: 'id' },
        ),
        about: { type: 'lease', id: leaseId },
        region: regionCode,
      })
  }
  if (absent.length > 0) touchSpace(ctx, space.id)
  return absent.length
}

export async function writeRule(ctx: Context, space: Place, rule: PresenceRule): Promise<void> {
  await ctx.db.exec(
    text(
      `insert into space.presence_rule (space_id, let_go_minute, empty_after, updated_at, updated_by) values ($1, $2, $3, $4, $5)
       on conflict on constraint presence_rule_key do update set let_go_minute = excluded.let_go_minute,
         empty_after = excluded.empty_after, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
      [space.id, rule.letGoMinute, rule.emptyAfter, ctx.now, ctx.actor.accountId],
    ),
  )
  ctx.audit({ subject: { type: 'space', id: space.id }, region: space.regionCode, changes: { ...rule } })
}
