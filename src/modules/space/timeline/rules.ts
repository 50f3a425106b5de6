import { type Refusal, refuseAsker, refuseRoom, refuseTime } from '../bookings/rules.ts'
import { isOpen } from '../bookings/states.ts'
import { type Ground, nearestFree, openSpans, type Span } from '../calendar/rules.ts'
import { instant, millis, minute } from '../time.ts'
import type { BoardBooking, BoardSpace, BoardUnit } from './schema.ts'

/** Where somebody is about to drop a booking. */
export interface Place extends Span {
  unitId: string
}

export const meets = (a: BoardUnit, b: BoardUnit): boolean =>
  a.first < (b.last ?? Number.POSITIVE_INFINITY) && b.first < (a.last ?? Number.POSITIVE_INFINITY)

/** What decides whether a unit is free, from what the board knows; `except` is the booking that moves. */
function groundOn(space: BoardSpace, unit: BoardUnit, now: number, except: string): Ground {
  const others = new Set(space.units.filter((other) => meets(other, unit)).map(({ id }) => id))
  const taken = space.bookings
    .filter(({ id, unitId }) => id !== except && others.has(unitId))
    .map(({ start, end, blockedUntil }) => ({
      start: millis(start),
      end: millis(end),
      blockedUntil: millis(blockedUntil),
      kind: 'taken' as const,
    }))
  const leased = space.leases
    .filter(({ unitId }) => others.has(unitId))
    .map(({ start, end }) => ({
      start: millis(start),
      end: millis(end),
      blockedUntil: millis(end),
      kind: 'taken' as const,
    }))
  return {
    rules: { ...space, minMinutes: unit.minMinutes, maxMinutes: unit.maxMinutes },
    taken: [...taken, ...leased],
    closures: space.closures.map(({ start, end }) => ({ start: millis(start), end: millis(end) })),
    holidays: new Set(space.holidays),
    now,
  }
}

/** Has it yet to begin, so that it may still be moved? */
export const isMovable = (booking: BoardBooking, now: number): boolean =>
  isOpen(booking.state) && millis(booking.start) > now

/**
 * Why a booking cannot stand there, by the rules the server asks (`moveBooking`); undefined when it can. The board is as old as
 * its page: the server has the last word.
 */
export function refuseMove(
  space: BoardSpace,
  booking: BoardBooking,
  place: Place,
  now: number,
): Refusal | undefined {
  const unit = space.units.find(({ id }) => id === place.unitId)
  if (!unit?.open) return { rule: 'not_offered', key: 'space_refuse_not_offered', elsewhen: false }
  const staff = !booking.own
  return (
    refuseAsker({ state: space.state, who: 'anyone', quota: null }, { staff, registered: true, open: 0 }) ??
    (unit.id === booking.unitId ? undefined : refuseRoom(booking.attendees, unit.capacity)) ??
    refuseTime(place, groundOn(space, unit, now, booking.id), staff)
  )
}

/** Bookings to come that today's rules would not allow where they stand: hours, holidays or units changed after them. */
export function misfitsOf(
  space: BoardSpace,
  now: number,
): { booking: BoardBooking; rule: Refusal['rule'] }[] {
  return space.bookings
    .filter((booking) => isMovable(booking, now))
    .flatMap((booking) => {
      const place = { unitId: booking.unitId, start: millis(booking.start), end: millis(booking.end) }
      const refusal = refuseMove(space, { ...booking, own: false }, place, now)
      // The raster binds new times only: a time that was right before the raster changed disturbs nobody.
      return refusal && !['slots', 'too_short'].includes(refusal.rule)
        ? [{ booking, rule: refusal.rule }]
        : []
    })
}

/** Every time of a date at which a booking could stand in a unit, as long as it is now. */
export function placesOn(
  space: BoardSpace,
  booking: BoardBooking,
  { unitId, date }: { unitId: string; date: string },
  now: number,
): Place[] {
  const unit = space.units.find(({ id }) => id === unitId)
  if (!unit) return []
  const length = millis(booking.end) - millis(booking.start)
  const found: Place[] = []
  for (const span of openSpans(date, groundOn(space, unit, now, booking.id)))
    for (let start = span.start; start + length <= span.end; start += space.slotMinutes * minute) {
      const place = { unitId, start, end: start + length }
      if (!refuseMove(space, booking, place, now)) found.push(place)
    }
  return found
}

/** The free times of a unit nearest to where a booking stands. */
export function nearestPlaces(
  space: BoardSpace,
  booking: BoardBooking,
  unitId: string,
  now: number,
): Place[] {
  const unit = space.units.find(({ id }) => id === unitId)
  if (!unit) return []
  const wanted = { start: millis(booking.start), end: millis(booking.end) }
  const ground = groundOn(space, unit, now, booking.id)
  return nearestFree(wanted, ground, 4)
    .map((span) => ({ unitId, ...span }))
    .filter((place) => place.start !== wanted.start || unitId !== booking.unitId)
    .filter((place) => !refuseMove(space, booking, place, now))
    .slice(0, 3)
}

/** A booking that a closure displaces, and the free time nearest to it: none that another of them is about to take. */
export interface Displaced {
  booking: BoardBooking
  to: Place | null
}

/** Where the bookings in the way of a closure could go, in the order of their time. */
export function displace(
  space: BoardSpace,
  closure: { start: string; end: string },
  bookingIds: readonly string[],
  now: number,
): Displaced[] {
  let board: BoardSpace = { ...space, closures: [...space.closures, { ...closure, label: '' }] }
  return bookingIds.flatMap((id) => {
    const booking = board.bookings.find((one) => one.id === id)
    if (!booking) return []
    const [to = null] = isMovable(booking, now) ? nearestPlaces(board, booking, booking.unitId, now) : []
    if (to)
      board = { ...board, bookings: board.bookings.map((one) => (one.id === id ? standing(one, to) : one)) }
    return [{ booking, to }]
  })
}

function standing(booking: BoardBooking, to: Place): BoardBooking {
  const buffer = millis(booking.blockedUntil) - millis(booking.end)
  return {
    ...booking,
    start: instant(to.start),
    end: instant(to.end),
    blockedUntil: instant(to.end + buffer),
  }
}
