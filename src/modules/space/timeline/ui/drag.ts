import { millis } from '../../time.ts'
import { type Scale, stepBy, timeAt } from '../geometry.ts'
import { type Place, refuseMove } from '../rules.ts'
import type { BoardBooking, BoardSpace } from '../schema.ts'

/** A booking on its way: where it would stand now, and why it may not. */
export interface Carried {
  space: BoardSpace
  booking: BoardBooking
  place: Place
  refusal: ReturnType<typeof refuseMove>
  /** Over another space: bookings stay in theirs. */
  abroad: boolean
}

const judged = (
  space: BoardSpace,
  booking: BoardBooking,
  place: Place,
  now: number,
  abroad = false,
): Carried => ({ space, booking, place, refusal: refuseMove(space, booking, place, now), abroad })

const lengthOf = (booking: BoardBooking) => millis(booking.end) - millis(booking.start)

export const lift = (space: BoardSpace, booking: BoardBooking, now: number): Carried =>
  judged(
    space,
    booking,
    { unitId: booking.unitId, start: millis(booking.start), end: millis(booking.end) },
    now,
  )

/** Over a row of a unit, its beginning at a position of the scale. */
export function carryTo(
  { space, booking, place }: Carried,
  over: { spaceId: string; unitId: string; position: number },
  scale: Scale,
  now: number,
): Carried {
  const start = timeAt(over.position, space, scale)
  const abroad = over.spaceId !== space.id
  return judged(
    space,
    booking,
    { unitId: abroad ? place.unitId : over.unitId, start, end: start + lengthOf(booking) },
    now,
    abroad,
  )
}

/** By the arrow keys: along the hours, or to the row above or below. */
export function carryBy(
  { space, booking, place }: Carried,
  { steps = 0, rows = 0 }: { steps?: number; rows?: number },
  scale: Scale,
  now: number,
): Carried {
  const start = steps === 0 ? place.start : stepBy(place.start, steps, space, scale)
  const at = space.units.findIndex(({ id }) => id === place.unitId)
  const unitId = space.units[Math.min(Math.max(at + rows, 0), space.units.length - 1)]?.id ?? place.unitId
  return judged(space, booking, { unitId, start, end: start + lengthOf(booking) }, now)
}

export const hasMoved = ({ booking, place }: Carried): boolean =>
  place.unitId !== booking.unitId || place.start !== millis(booking.start)

export const mayDrop = (carried: Carried): boolean =>
  hasMoved(carried) && !carried.abroad && carried.refusal === undefined
