import { millis, minute } from '../time.ts'
import type { CalendarDay } from './schema.ts'

/** A day as a month shows it. */
export interface MonthDay {
  date: string
  weekday: number
  state: CalendarDay['state']
  /** Minutes that can still be booked. */
  free: number
}

/** What a month needs of its days: the page carries nothing else. */
export const toMonthDay = ({ date, weekday, state, segments }: CalendarDay): MonthDay => ({
  date,
  weekday,
  state,
  free: segments.reduce(
    (sum, { kind, start, end }) => sum + (kind === 'free' ? (millis(end) - millis(start)) / minute : 0),
    0,
  ),
})
