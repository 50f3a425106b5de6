import type { Purpose } from '#modules/space/words.ts'
import { type Booker, communityBooker, governmentBooker, groupBooker, schoolBooker } from './bookers.ts'
import type { DemoCalendar } from './calendar.ts'
import type { DemoPlace } from './place.ts'
import type { DemoRegistration } from './registrations.ts'

/** Days of history, and days ahead. */
export const past = 152
export const ahead = 28

/** A group that comes every week. */
export interface Habit {
  weekday: number
  /** Minutes after midnight. */
  from: number
  to: number
  booker: Booker
  purpose: Purpose
  attendees: number
}

const hour = 60

/** The week of the hall: rehearsals in the evening, sport and health in the morning, children on Saturday. */
export function habitsOf(place: DemoPlace, registrations: readonly DemoRegistration[]): Habit[] {
  const group = (number: number) => groupBooker(registrations, number)
  const habit = (
    weekday: number,
    from: number,
    to: number,
    booker: Booker,
    purpose: Purpose,
    attendees: number,
  ): Habit => ({
    weekday,
    from: from * hour,
    to: to * hour,
    booker,
    purpose,
    attendees,
  })
  if (place.key === 'hall')
    return [
      habit(1, 16, 18, group(6), 'rehearsal', 26),
      habit(1, 19, 21, group(0), 'rehearsal', 18),
      habit(2, 8, 10, communityBooker(0), 'sport', 34),
      habit(2, 19, 21, group(2), 'rehearsal', 12),
      habit(3, 15, 17, group(1), 'rehearsal', 30),
      habit(3, 19, 21, group(3), 'rehearsal', 16),
      habit(4, 9, 11, communityBooker(1), 'social', 42),
      habit(4, 19, 21, group(4), 'rehearsal', 15),
      habit(5, 15.5, 17.5, group(5), 'rehearsal', 24),
      habit(6, 8, 11, group(1), 'rehearsal', 32),
      habit(6, 18, 21, group(7), 'rehearsal', 22),
      habit(7, 8, 10, communityBooker(0), 'sport', 45),
      habit(7, 14, 16, group(8), 'rehearsal', 12),
    ]
  if (place.key === 'room')
    return [
      habit(1, 9, 11, governmentBooker, 'meeting', 16),
      habit(3, 13, 15, communityBooker(4), 'meeting', 14),
      habit(5, 9, 10.5, communityBooker(3), 'meeting', 12),
    ]
  if (place.key === 'podcast')
    return [habit(2, 9, 11, group(9), 'other', 4), habit(4, 13, 14, schoolBooker, 'training', 4)]
  return []
}

/** Repairs of the hall: two days last month, one day in three weeks. */
export const closedDays: readonly number[] = [-38, -37, 20]

/** Opening hours of a place on a date, in minutes after midnight. */
export function hoursOn(
  place: DemoPlace,
  calendar: DemoCalendar,
  date: string,
): { from: number; to: number } | undefined {
  if (place.rules.closedOnHolidays && calendar.isHoliday(date)) return undefined
  return place.openings.find((opening) => opening.days.includes(calendar.weekday(date)))
}

/** How busy a place is on a day, between 0 and 1: the service became known; some days nobody comes. */
export function busyness(place: DemoPlace, calendar: DemoCalendar, offset: number, dice: number): number {
  const known = 0.45 + 0.5 * Math.min(1, (offset + past) / past)
  if (isQuiet(place, offset, dice)) return 0
  const weekend = calendar.weekday(calendar.day(offset)) >= 6
  return known * (place.key === 'hall' && weekend ? 1.1 : 1)
}

const isQuiet = (place: DemoPlace, offset: number, dice: number) =>
  dice < (place.key === 'hall' ? (offset < -100 ? 0.16 : 0.06) : 0.12)

/** Bookings of one day beyond the habits. */
export const spontaneous: Record<
  DemoPlace['key'],
  { most: number; likely: number; lengths: readonly [number, ...number[]] }
> = {
  hall: { most: 3, likely: 0.6, lengths: [2 * hour, 3 * hour, 4 * hour, 6 * hour] },
  room: { most: 3, likely: 0.6, lengths: [1 * hour, 1.5 * hour, 2 * hour] },
  market: { most: 0, likely: 0, lengths: [6 * hour] },
  // A few events, for which everybody else leaves.
  coworking: { most: 1, likely: 0.14, lengths: [3 * hour, 4 * hour, 6 * hour] },
  podcast: { most: 1, likely: 0.35, lengths: [1 * hour, 2 * hour] },
  meeting: { most: 1, likely: 0.3, lengths: [1 * hour, 2 * hour] },
}
