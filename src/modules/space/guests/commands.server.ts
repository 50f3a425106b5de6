import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'
import { newReference, openLinks } from '../bookings/links.server.ts'
import { type Bookable, getBookable, groundOf, listTaken } from '../calendar/queries.server.ts'
import { isDesk } from '../policy.ts'
import { instant, millis } from '../time.ts'
import type { FoundGuest } from './queries.server.ts'
import { seatUntil, stayUntil } from './rules.ts'
import type { GuestEntry } from './schema.ts'

/** A terminal without a network keeps entries for so long, in milliseconds. */
const lateEntry = 86_400_000

export interface Door {
  space: Bookable
  guestBook: boolean
  wholeId: string
}

/** The space somebody walks into, with what closes it around that time. */
export async function getDoor(ctx: Context, key: string, at: string = ctx.now): Promise<Door> {
  // A time to come is told at its field (`arrivalOf`).
  const from = millis(at) < millis(ctx.now) ? at : ctx.now
  const space = await getBookable(ctx.db, key, { from, to: ctx.now, now: ctx.now, accountId: null })
  const door = await ctx.db.one(
    text<{ guestBook: boolean; wholeId: string }>(
      `select s.guest_book as "guestBook", u.id as "wholeId" from space.space s
       join space.unit u on u.space_id = s.id and u.kind = 'whole' where s.id = $1`,
      [space.id],
    ),
  )
  return { space, ...door }
}

/**
 * Somebody walks in: one row of the guest book, and their seat if they want one. An entry with an id that is known is that
 * entry. Of an entry that comes late (the tablet was without a network) a seat that is gone by now is no reason to lose the guest.
 */
export async function signIn(
  ctx: Context,
  { space, guestBook, wholeId }: Door,
  entry: GuestEntry,
): Promise<string> {
  const staff = isDesk(ctx.actor, space.regionCode)
  const at = arrivalOf(ctx, entry, staff)
  if (!guestBook || space.state !== 'published') throw new Fault('conflict', 'cowork_guest_no_book')
  const { until, open } = stayUntil(at, groundOf(space, ctx.now))
  if (!open && !staff) throw new Fault('conflict', 'cowork_guest_closed', { details: { rule: 'closed' } })
  const id = entry.guestId ?? newId()
  const seatId = newId()
  await openLinks(ctx.db, id, seatId)
  // Two that send the same entry wait for each other: the second finds it.
  await ctx.db.exec(text('select pg_advisory_xact_lock(hashtextextended($1, 8))', [id]))
  const known = await ctx.db.maybe(text<{ id: string }>('select id from space.guest where id = $1', [id]))
  if (known) return id
  // Who knows the door's address could fill the book from afar: beyond its room somebody of the staff looks.
  if (!staff && (await insideNow(ctx, space.id)) + entry.people > space.capacity)
    throw new Fault('conflict', 'cowork_guest_full')
  const over = until <= millis(ctx.now)
  const seat =
    entry.unitId === undefined || over ? undefined : await takeSeat(ctx, space, entry, seatId, until)
  await ctx.db.exec(
    text(
      `insert into space.guest (id, space_id, unit_id, booking_id, region_code, at, until, left_at, left_by, how, people, name, purpose, origin,
         group_kind, sex, age_group, recorded_by, recorded_at, seat_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8::timestamptz is null then null else 'system' end, $9, $10, $11, $12, $13, $14,
         $15, $16, $17, $18, $19)`,
      [
        id,
        space.id,
        seat?.unitId ?? wholeId,
        seat === undefined ? null : seatId,
        space.regionCode,
        instant(at),
        instant(until),
        over ? instant(until) : null,
        staff ? entry.how : 'door',
        entry.people,
        entry.name,
        entry.purpose,
        entry.origin,
        entry.groupKind,
        entry.sex,
        entry.ageGroup,
        ctx.actor.accountId,
        ctx.now,
        seat?.until ?? null,
      ],
    ),
  )
  touchSpace(ctx, space.id)
  ctx.audit({
    subject: { type: 'guest', id },
    region: space.regionCode,
    changes: { people: entry.people, purpose: entry.purpose, seat: seat !== undefined },
  })
  return id
}

const insideNow = async (ctx: Context, spaceId: string): Promise<number> =>
  (
    await ctx.db.one(
      text<{ people: number }>('select space.people_inside($1, $2) as people', [spaceId, ctx.now]),
    )
  ).people

function arrivalOf(ctx: Context, entry: GuestEntry, staff: boolean): number {
  if (entry.at === undefined || !staff) return millis(ctx.now)
  const at = millis(entry.at)
  // The clock of a tablet may be a little ahead.
  if (at < millis(ctx.now) - lateEntry || at > millis(ctx.now) + 600_000)
    throw fieldFault('at', 'kernel_field_datetime')
  return Math.min(at, millis(ctx.now))
}

/** The seat, held until they leave; undefined when a late entry finds it taken. */
async function takeSeat(
  ctx: Context,
  { id: spaceId }: Bookable,
  entry: GuestEntry,
  bookingId: string,
  until: number,
): Promise<{ unitId: string; until: string } | undefined> {
  const now = millis(ctx.now)
  const asked = { from: ctx.now, to: instant(until), now: ctx.now, accountId: null, unitId: entry.unitId }
  for (let attempt = 1; attempt <= 3; attempt++) {
    const [unit, taken] = await Promise.all([
      getUnitRules(ctx, spaceId, entry.unitId ?? ''),
      listTaken(ctx.db, spaceId, asked),
    ])
    const end = seatUntil(now, until, taken)
    if (end === undefined) break
    const written = await ctx.db.exec(
      text(
        `insert into space.booking (id, space_id, unit_id, span, region_code, during, blocked, state, source, reference, hold_until,
           recorded_by, created_at, updated_at)
         select $1, u.space_id, u.id, u.span, s.region_code, d.during, d.during, 'held', 'guest', $5, $4::timestamptz, $6::uuid,
           $3::timestamptz, $3::timestamptz
         from space.unit u join space.space s on s.id = u.space_id
         cross join lateral (select tstzrange($3::timestamptz, $4::timestamptz) as during) d
         where u.id = $2 and space.ready(u.id, $7::int, d.during, $3::timestamptz)
         on conflict do nothing`,
        [bookingId, unit.id, ctx.now, instant(end), newReference(), ctx.actor.accountId, unit.rulesVersion],
      ),
    )
    if (written === 1) return { unitId: unit.id, until: instant(end) }
  }
  if (entry.at !== undefined) return undefined
  throw new Fault('conflict', 'cowork_guest_seat_taken', {
    fields: [{ path: 'unitId', key: 'cowork_guest_seat_taken' }],
  })
}

async function getUnitRules(ctx: Context, spaceId: string, unitId: string) {
  const unit = await ctx.db.maybe(
    text<{ id: string; rulesVersion: number }>(
      `select id, rules_version as "rulesVersion" from space.unit
       where id = $1 and space_id = $2 and active and kind in ('seat', 'room')`,
      [unitId, spaceId],
    ),
  )
  if (!unit) throw fieldFault('unitId', 'kernel_field_choose')
  return unit
}

/** They leave: the seat is free at once. Who has left already has left. */
export async function signOut(ctx: Context, guest: FoundGuest, at: string | undefined): Promise<void> {
  if (guest.leftAt !== null) return
  const by = guest.linked ? 'guest' : 'staff'
  const now = millis(ctx.now)
  const left = Math.max(
    millis(guest.at),
    Math.min(at === undefined ? now : millis(at), now, millis(guest.until)),
  )
  await ctx.db.exec(
    text(`update space.guest set left_at = $2, left_by = $3, version = version + 1 where id = $1`, [
      guest.id,
      instant(left),
      by,
    ]),
  )
  if (guest.bookingId !== null) {
    if (guest.linked) await openLinks(ctx.db, guest.id, guest.bookingId)
    await ctx.db.exec(
      text(
        `update space.booking set state = 'cancelled', ended_at = $2, ended_by = 'booker', updated_at = $2, version = version + 1
         where id = $1 and state = 'held'`,
        [guest.bookingId, ctx.now],
      ),
    )
  }
  touchSpace(ctx, guest.spaceId)
  ctx.audit({
    subject: { type: 'guest', id: guest.id },
    region: guest.regionCode,
    changes: { left: instant(left) },
  })
}

/** The space has closed: who is still in the book has left. @returns how many entries */
export async function closeBook(ctx: Context): Promise<number> {
  const left = await ctx.db.many(
    text<{ spaceId: string }>(
      `update space.guest set left_at = until, left_by = 'system', version = version + 1
       where left_at is null and until <= $1 returning space_id as "spaceId"`,
      [ctx.now],
    ),
  )
  for (const spaceId of new Set(left.map((row) => row.spaceId))) touchSpace(ctx, spaceId)
  return left.length
}

/** May people walk into this space? */
export async function setGuestBook(
  ctx: Context,
  space: { id: string; regionCode: string },
  open: boolean,
): Promise<void> {
  await ctx.db.exec(
    text('update space.space set guest_book = $2, updated_at = $3 where id = $1', [space.id, open, ctx.now]),
  )
  touchSpace(ctx, space.id)
  ctx.audit({
    subject: { type: 'space', id: space.id },
    region: space.regionCode,
    changes: { guestBook: open },
  })
}
