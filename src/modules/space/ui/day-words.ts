import { m } from '#messages'
import type { CalendarDay } from '../calendar/schema.ts'

/** Why a day cannot be booked, in a word or two. */
export function dayWord(state: CalendarDay['state']): string {
  const words: Record<CalendarDay['state'], () => string> = {
    open: m.space_segment_free,
    closed: m.space_hall_closed,
    holiday: m.space_hall_holiday,
    past: m.space_hall_past,
    too_soon: m.space_hall_too_soon,
    too_far: m.space_hall_too_far,
  }
  return words[state]()
}
