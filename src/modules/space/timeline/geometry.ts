import { dateAt, daysBetween, localDay, millis, minute, plusDays } from '../time.ts'
import type { BoardSpace } from './schema.ts'

/** The scale of a board: days beside each other, each from one hour to another (minutes after midnight). */
export interface Scale {
  from: string
  days: number
  opens: number
  closes: number
}

/** From the earliest opening to the latest closing of these spaces, and as far as bookings outside of them reach; whole hours. */
export function scaleOf(spaces: readonly BoardSpace[], from: string, days: number): Scale {
  let opens = 1440
  let closes = 0
  const take = (start: number, end: number) => {
    opens = Math.min(opens, start)
    closes = Math.max(closes, end)
  }
  for (const space of spaces) {
    for (const hours of space.openings) take(hours.from, hours.to)
    for (const booking of space.bookings) {
      const date = dateAt(millis(booking.start), space.zone)
      const ahead = daysBetween(from, date)
      if (ahead < 0 || ahead >= days) continue
      const { start } = localDay(date, space.zone)
      take((millis(booking.start) - start) / minute, Math.min(1440, (millis(booking.end) - start) / minute))
    }
  }
  if (opens >= closes) return { from, days, opens: 8 * 60, closes: 17 * 60 }
  return { from, days, opens: Math.floor(opens / 60) * 60, closes: Math.ceil(closes / 60) * 60 }
}

const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

/** Where an instant lies, from 0 at the beginning of the first day to 1 at the end of the last; hours between days take no room. */
export function positionOf(time: number, zone: string, { from, days, opens, closes }: Scale): number {
  const date = dateAt(time, zone)
  const day = daysBetween(from, date)
  const minutes = within((time - localDay(date, zone).start) / minute, opens, closes) - opens
  const length = closes - opens
  return within((day * length + minutes) / (days * length), 0, 1)
}

/** The instant at a position, on the raster of its space: counted from the opening it lies in, or from the hour the scale begins. */
export function timeAt(
  position: number,
  space: Pick<BoardSpace, 'zone' | 'slotMinutes' | 'openings'>,
  scale: Scale,
): number {
  const length = scale.closes - scale.opens
  const along = within(position, 0, 1 - 1e-9) * scale.days * length
  const date = plusDays(scale.from, Math.floor(along / length))
  const { start, weekday } = localDay(date, space.zone)
  const minutes = scale.opens + (along % length)
  const opening = space.openings.find(
    (one) => one.weekday === weekday && minutes >= one.from && minutes < one.to,
  )
  const zero = opening?.from ?? scale.opens
  const slot = space.slotMinutes
  return start + Math.max(0, zero + Math.round((minutes - zero) / slot) * slot) * minute
}

/** One step of the raster earlier or later; past the last hour of a day on to the first of the next. */
export function stepBy(
  time: number,
  steps: number,
  space: Pick<BoardSpace, 'zone' | 'slotMinutes' | 'openings'>,
  scale: Scale,
): number {
  const next = time + steps * space.slotMinutes * minute
  const date = dateAt(next, space.zone)
  const { start } = localDay(date, space.zone)
  const minutes = (next - start) / minute
  if (minutes >= scale.closes)
    return clampDay(
      localDay(plusDays(date, 1), space.zone).start + scale.opens * minute,
      time,
      space.zone,
      scale,
    )
  if (minutes < scale.opens)
    return clampDay(
      localDay(plusDays(date, -1), space.zone).start + (scale.closes - space.slotMinutes) * minute,
      time,
      space.zone,
      scale,
    )
  return clampDay(next, time, space.zone, scale)
}

/** Days that the board does not show are out of reach: stay. */
function clampDay(next: number, before: number, zone: string, { from, days }: Scale): number {
  const ahead = daysBetween(from, dateAt(next, zone))
  return ahead < 0 || ahead >= days ? before : next
}

/** Does any of a stretch lie on the days shown? What the neighbouring days have is only there to be judged by. */
export const isShown = (start: number, end: number, zone: string, { from, days }: Scale): boolean =>
  daysBetween(from, dateAt(end - 1, zone)) >= 0 && daysBetween(from, dateAt(start, zone)) < days

/** `left` and `width` of a stretch, as CSS. */
export function barStyle(start: number, end: number, zone: string, scale: Scale): string {
  const left = positionOf(start, zone, scale)
  // The end belongs to the day in which it still lies: midnight is the end of a day, not the beginning of the next.
  const right = positionOf(end - 1, zone, scale)
  return `left: ${round(left * 100)}%; width: ${round(Math.max(0, right - left) * 100)}%`
}
const round = (value: number) => Math.round(value * 1000) / 1000
