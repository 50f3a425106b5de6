import type { BookingRow } from '../../bookings/schema.ts'
import type { CalendarDay } from '../../calendar/schema.ts'
import { millis } from '../../time.ts'

type Segment = CalendarDay['segments'][number]

/** A stretch of a day as the desk sees it: a booking with its people, or what the calendar says of the rest. */
export interface Stretch {
  start: string
  end: string
  /** Hours, for its height. */
  hours: number
  /** Is it now? */
  current: boolean
  booking: BookingRow | null
  segment: Segment | null
}

/** The bookings of a day that keep others out, and between them free, closed and kept times, in order and without overlap. */
export function dayLine(
  segments: readonly Segment[],
  bookings: readonly BookingRow[],
  now: string,
): Stretch[] {
  const shown = bookings.filter(({ state }) => occupies.has(state))
  const rest = segments.filter(
    (segment) => !shown.some((booking) => booking.start < segment.end && segment.start < booking.end),
  )
  const stretch = ({ start, end }: { start: string; end: string }) => ({
    start,
    end,
    hours: (millis(end) - millis(start)) / 3_600_000,
    current: start <= now && now < end,
  })
  return [
    ...shown.map((booking) => ({ ...stretch(booking), booking, segment: null })),
    ...rest.map((segment) => ({ ...stretch(segment), booking: null, segment })),
  ].sort((a, b) => (a.start < b.start ? -1 : 1))
}

const occupies = new Set<BookingRow['state']>(['requested', 'approved', 'checked_in', 'completed'])

/** Bookings of a day that no longer keep the time: missed, given back, refused, run out. */
export const besideLine = (bookings: readonly BookingRow[]): BookingRow[] =>
  bookings.filter(({ state }) => !occupies.has(state))
