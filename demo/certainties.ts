import { businessBooker, communityBooker } from './bookers.ts'
import { allowanceOf, type Course, collide, type DemoBooking, isBlocking } from './bookings.ts'
import type { DemoCalendar } from './calendar.ts'
import { trader } from './cast.ts'
import type { DemoPlace } from './place.ts'
import type { DemoRegistration } from './registrations.ts'
import type { Wish } from './wishes.ts'

/** At least so many requests are overdue, and were asked for at least so many days ago. */
const overdue = { least: 3, days: 5 }

export interface Certain {
  calendar: DemoCalendar
  hall: DemoPlace
  registrations: readonly DemoRegistration[]
}

/**
 * What chance may have left out on this day: somebody is in the hall, some requests are overdue, the trader of the demo
 * has a booking to look at, and somebody is just choosing a time.
 */
export function withCertainties(bookings: readonly DemoBooking[], certain: Certain): DemoBooking[] {
  const changed = bookings.map((booking) => ({ ...booking }))
  someoneInside(changed, certain)
  someOverdue(changed, certain)
  oneOfTheTrader(changed, certain)
  return [...changed, ...heldNow(changed, certain)]
}

function someoneInside(bookings: DemoBooking[], { hall }: Certain) {
  if (bookings.some(({ state }) => state === 'checked_in')) return
  const [latest] = bookings
    .filter(({ state, place }) => state === 'completed' && place.key === hall.key)
    .sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))
  if (latest) Object.assign(latest, { state: 'checked_in', endedAt: null, endedBy: null })
}

const undecided = {
  state: 'requested',
  decision: null,
  decidedAt: null,
  decidedBy: null,
  waited: null,
} satisfies Partial<Course>

function someOverdue(bookings: DemoBooking[], { calendar, hall }: Certain) {
  const isLate = ({ state, deadline }: DemoBooking) =>
    state === 'requested' && deadline !== null && deadline < calendar.now
  const missing = overdue.least - bookings.filter(isLate).length
  bookings
    .filter(
      ({ state, source, place, offset }) =>
        state === 'approved' && source === 'web' && place.key === hall.key && offset >= 2,
    )
    .sort((a, b) => a.offset - b.offset)
    .slice(0, Math.max(0, missing))
    .forEach((booking, index) => {
      const requestedAt = calendar.at(calendar.day(-overdue.days - index - longestHoliday(calendar)), 10 * 60)
      Object.assign(booking, { ...undecided, requestedAt, deadline: calendar.deadline(requestedAt, 1) })
    })
}

/** Offices that were closed all week have nothing overdue yet: look as far back as it takes. */
function longestHoliday(calendar: DemoCalendar): number {
  let days = 0
  while (calendar.deadline(calendar.at(calendar.day(-overdue.days - days), 10 * 60), 1) >= calendar.now)
    days++
  return days
}

function oneOfTheTrader(bookings: DemoBooking[], { hall, registrations }: Certain) {
  const own = registrations.find(({ owner }) => owner.accountId === trader.accountId)
  const mine = bookings.filter(
    (booking) => allowanceOf(booking) !== undefined && booking.booker.accountId === trader.accountId,
  )
  const other = bookings.find(
    ({ state, source, place, offset, habit }) =>
      state === 'approved' && source === 'web' && place.key === hall.key && offset > 2 && !habit,
  )
  if (own && other && !mine.some(({ place }) => place.key === hall.key)) other.booker = businessBooker(own)
}

/** A time that somebody is just choosing, kept for ten minutes. */
function heldNow(bookings: readonly DemoBooking[], { calendar, hall }: Certain): DemoBooking[] {
  for (let offset = 1; offset <= 14; offset++) {
    const wish: Wish = {
      place: hall,
      date: calendar.day(offset),
      from: 11 * 60,
      to: 13 * 60,
      booker: communityBooker(2),
      purpose: 'meeting',
      attendees: 30,
      offset,
      habit: false,
    }
    if (bookings.some((other) => isBlocking(other) && collide(wish, other))) continue
    return [{ ...wish, ...undecided, ...held(calendar), number: bookings.length + 1 }]
  }
  return []
}

const held = (calendar: DemoCalendar) =>
  ({
    state: 'held',
    source: 'web',
    requestedAt: null,
    holdUntil: calendar.after(calendar.now, 10),
    deadline: null,
    reasonCode: null,
    endedAt: null,
    endedBy: null,
    arrival: null,
  }) satisfies Partial<Course>
