import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { getSettings } from '#kernel/settings.server.ts'
import type { Settings } from '#kernel/settings.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import type { Contact } from '#modules/identity/schema.ts'
import { addWorkingDays, endOfDay, localDate } from '#modules/region/working-time.ts'
import { listBusinessesOf } from '#modules/registry/queries.server.ts'
import { type Bookable, getBookable } from '../calendar/queries.server.ts'
import type { Span } from '../calendar/rules.ts'
import { refuseUnfair } from '../fairness/commands.server.ts'
import type { Party } from '../fairness/queries.server.ts'
import { isDesk } from '../policy.ts'
import { instant, millis } from '../time.ts'
import { managePath } from './links.server.ts'
import { notify } from './notices.server.ts'
import { type Asker, decideBy } from './rules.ts'
import type { Answers, Booker, Booking } from './schema.ts'
import { type BookingColumns, placeOf, refusalFault, refuse, withOpen, writeBooking } from './write.server.ts'

/** Everything a request for a time is judged by, read in one round trip. */
export interface Ask {
  space: Bookable
  regionCode: string
  contact: Contact | undefined
  standards: Settings['standards']
}

export async function loadAsk(
  ctx: Context,
  spaceId: string,
  time: { start: string; end: string; unitId?: string | undefined },
): Promise<Ask> {
  const { accountId } = ctx.actor
  const [space, contact, standards] = await Promise.all([
    getBookable(ctx.db, spaceId, {
      from: time.start,
      to: time.end,
      now: ctx.now,
      accountId,
      unitId: time.unitId,
    }),
    accountId === null ? undefined : contactOf(ctx.db, accountId),
    getSettings(ctx.db, 'standards'),
  ])
  return { space, regionCode: space.regionCode, contact, standards }
}

/** Is the actor, who books for themselves, one of those the space is for? And is the group they name their own? */
export async function askerOf(
  ctx: Context,
  space: Bookable,
  businessId: string | undefined,
  forSomebody: boolean,
): Promise<Omit<Asker, 'open'>> {
  if (forSomebody) return { staff: true, registered: true }
  const { accountId } = ctx.actor
  if (accountId === null || (space.who !== 'registered' && businessId === undefined))
    return { staff: false, registered: false }
  const own = await listBusinessesOf(ctx.db, accountId)
  if (businessId !== undefined && !own.some((business) => business.id === businessId))
    throw fieldFault('businessId', 'kernel_field_choose')
  const regency = space.regionCode.slice(0, 5)
  const registered = own.some(
    (business) => business.state === 'verified' && business.regionCode.startsWith(regency),
  )
  return { staff: false, registered }
}

/** When an office that keeps its service standard has decided, and in any case before it begins. */
export function deadlineOf(
  space: Bookable,
  standards: Settings['standards'],
  now: string,
  start: string,
): string {
  const zone = space.rules.zone as Parameters<typeof endOfDay>[1]
  const date = addWorkingDays(localDate(now, zone), standards.bookingDays, space.officeHolidays)
  return instant(decideBy(millis(endOfDay(date, zone)), millis(start)))
}

const sourceOf = (ctx: Context, forSomebody: boolean): BookingColumns['source'] =>
  ctx.actor.kind === 'key' ? 'api' : forSomebody ? 'desk' : 'web'

/** Whose name stands on the booking: who comes alone is the person; a group's booker is who signed in. */
export function namesOf(answers: Pick<Answers, 'groupKind' | 'name'>, bookerName: string) {
  const alone = answers.groupKind === 'person'
  return { bookerName: bookerName || answers.name, groupName: alone ? null : answers.name }
}

export const checkAttendees = (attendees: number, capacity: number): void => {
  if (attendees > capacity) throw fieldFault('attendees', 'space_field_capacity', { capacity })
}

/** Who decided, from the start: the rule of the space, or the member of staff who books at the desk. */
export function outcomeOf(
  ctx: Context,
  space: Bookable,
  forSomebody: boolean,
  start: string,
  standards: Settings['standards'],
) {
  if (forSomebody || space.approval === 'automatic')
    return {
      state: 'approved' as const,
      decision: 'approved' as const,
      deadline: null,
      decidedBy: forSomebody ? ctx.actor.accountId : null,
      decidedByName: forSomebody ? ctx.actor.name : null,
    }
  const deadline = deadlineOf(space, standards, ctx.now, start)
  return { state: 'requested' as const, decision: null, deadline, decidedBy: null, decidedByName: null }
}

export interface Request extends Answers {
  start: string
  end: string
  booker?: Booker | undefined
}

/** Ask for a time: accepted at once where the space's rule says so or staff book at the desk, else put before an officer. */
export async function requestTime(ctx: Context, ask: Ask, request: Request): Promise<Booking> {
  const { space, contact, standards } = ask
  const { booker } = request
  const forSomebody = booker !== undefined
  if (booker?.phone !== undefined && booker.phone === contact?.phone)
    throw new Fault('forbidden', 'space_desk_for_oneself')
  const asker = withOpen(await askerOf(ctx, space, request.businessId, forSomebody), space)
  checkAttendees(request.attendees, space.capacity)
  const wanted = { start: millis(request.start), end: millis(request.end) }
  const refusal = refuse(space, asker, wanted, ctx.now)
  if (refusal) throw await refusalFault(ctx, placeOf(space), wanted, refusal)
  if (!forSomebody) await checkShare(ctx, space, { ...partyOf(ctx, contact), ...groupOf(request) }, wanted)
  const who = forSomebody
    ? {
        ...namesOf(request, booker.name),
        bookerPhone: booker.phone ?? null,
        bookerLocale: ctx.locale,
        accountId: null,
        recordedBy: ctx.actor.accountId,
      }
    : {
        ...namesOf(request, contact?.name ?? ''),
        bookerPhone: contact?.phone ?? null,
        bookerLocale: contact?.locale ?? ctx.locale,
        accountId: ctx.actor.accountId,
        recordedBy: null,
      }
  const row: BookingColumns = {
    ...outcomeOf(ctx, space, forSomebody, request.start, standards),
    ...who,
    start: request.start,
    end: request.end,
    source: sourceOf(ctx, forSomebody),
    groupKind: request.groupKind,
    groupPublic: request.groupPublic && request.groupKind !== 'person',
    businessId: request.businessId ?? null,
    purpose: request.purpose,
    note: request.note ?? null,
    attendees: request.attendees,
    holdUntil: null,
    requestedAt: ctx.now,
  }
  const written = await writeBooking(ctx, space, asker, row)
  const booking = bookingOf(ctx, space, row, written)
  announce(ctx, booking, row.bookerLocale)
  return booking
}

/** Who asks for themselves, as far as their share goes. */
export const partyOf = (ctx: Context, contact: Contact | undefined): Party => ({
  accountId: ctx.actor.accountId,
  phone: contact?.phone ?? null,
})

/** For which group, as far as its share goes. */
export const groupOf = (request: Pick<Answers, 'groupKind' | 'name' | 'businessId'>): Partial<Party> => ({
  businessId: request.businessId,
  groupName: namesOf(request, '').groupName,
})

/** @throws Fault `conflict` when the person or the group has had their share, or must wait. */
export async function checkShare(
  ctx: Context,
  space: Bookable,
  party: Party,
  wanted: Span,
  except?: string,
): Promise<void> {
  const unfair = await refuseUnfair(ctx, space, party, wanted, except)
  if (unfair) throw await refusalFault(ctx, placeOf(space), wanted, unfair, except)
}

/** Tell the booker, drop pages that show the time as free, and note what was done. */
export function announce(ctx: Context, booking: Booking, bookerLocale: 'id' | 'en'): void {
  notify(
    ctx,
    booking.state === 'approved' ? 'approved' : 'requested',
    { ...booking, bookerLocale },
    { deadline: booking.deadline ?? booking.start },
  )
  touchSpace(ctx, booking.spaceId)
  ctx.audit({
    subject: { type: 'booking', id: booking.id },
    region: booking.regionCode,
    changes: { reference: booking.reference, start: booking.start, end: booking.end, state: booking.state },
  })
}

/** Pages that show when the space is free. */
export function touchSpace(ctx: Context, spaceId: string): void {
  ctx.touch(`space:${spaceId}`)
  ctx.touch('spaces')
}

/** What was just written, without reading it back. */
function bookingOf(
  ctx: Context,
  space: Bookable,
  row: BookingColumns,
  written: { id: string; reference: string },
): Booking {
  const { accountId: _, recordedBy: __, bookerLocale: ___, holdUntil: ____, decidedBy: _____, ...shown } = row
  return {
    ...shown,
    ...written,
    state: row.state,
    groupKind: shown.groupKind as Booking['groupKind'],
    purpose: shown.purpose as Booking['purpose'],
    attendees: shown.attendees ?? 0,
    requestedAt: ctx.now,
    spaceId: space.id,
    spaceSlug: space.slug,
    spaceName: space.name,
    unitId: space.unitId,
    unitName: space.unitName,
    unitKind: space.unitKind,
    regionCode: space.regionCode,
    zone: space.rules.zone,
    decidedAt: row.decision === null ? null : ctx.now,
    reasonCode: null,
    reason: null,
    endedAt: null,
    endedBy: null,
    people: null,
    checkedInAt: null,
    moves: 0,
    seriesId: null,
    manage: managePath(written.id, ctx.locale),
    version: 1,
  }
}

/** Staff of the region act at the desk; whoever came by the link acts as the booker. */
export const endedBy = (ctx: Context, regionCode: string, booker: boolean): 'booker' | 'staff' =>
  !booker && isDesk(ctx.actor, regionCode) ? 'staff' : 'booker'
