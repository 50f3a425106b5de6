import type { BookingState } from '#modules/space/bookings/states.ts'
import { blockingStates, isOpen } from '#modules/space/bookings/states.ts'
import type { DemoCalendar } from './calendar.ts'
import { course } from './courses.ts'
import { rootOf } from './place.ts'
import { places } from './places.ts'
import { randomFrom } from './random.ts'
import type { DemoRegistration } from './registrations.ts'
import { type DemoWalkIn, type Wish, walkInsOf, wishesOf } from './wishes.ts'

/** What happened after it was asked for. */
export interface Course {
  state: BookingState
  source: 'web' | 'desk'
  requestedAt: string | null
  holdUntil: string | null
  deadline: string | null
  decision: 'approved' | 'rejected' | null
  decidedAt: string | null
  decidedBy: { id: string; name: string } | null
  reasonCode: string | null
  waited: number | null
  endedAt: string | null
  endedBy: 'booker' | 'staff' | 'system' | null
  arrival: { at: string; how: 'qr' | 'code' | 'desk'; people: number } | null
}

export interface DemoBooking extends Wish, Course {
  number: number
}

/** Does one keep the other out? The buffer after each stays free. */
export const collide = (a: Wish, b: Wish) =>
  rootOf(a.place) === rootOf(b.place) &&
  (a.place.key === b.place.key || !a.place.within || !b.place.within) &&
  a.date === b.date &&
  a.from < b.to + b.place.rules.buffer &&
  b.from < a.to + a.place.rules.buffer

export const isBlocking = ({ state }: Course) => (blockingStates as readonly string[]).includes(state)

/** Whose allowance of open bookings it uses up; staff at the desk are not bound. */
export const allowanceOf = ({ place, booker, state, source }: Wish & Course) =>
  isOpen(state) && source === 'web' && booker.accountId !== null
    ? `${rootOf(place)} ${booker.accountId}`
    : undefined

/** Five months of bookings and four weeks ahead, in every state; the same for the same moment. */
export function demoBookings(
  calendar: DemoCalendar,
  registrations: readonly DemoRegistration[],
): { bookings: DemoBooking[]; walkIns: DemoWalkIn[] } {
  const random = randomFrom(2018)
  const wanted = places.flatMap((place) => wishesOf(random, calendar, place, registrations))
  const taken = new Map<string, Wish[]>()
  const allowance = new Map<string, number>()
  const bookings: DemoBooking[] = []
  for (const wish of wanted) {
    const day = `${rootOf(wish.place)} ${wish.date}`
    const others = taken.get(day) ?? []
    const next = others.some((other) => collide(wish, other)) ? undefined : course(random, calendar, wish)
    if (next === undefined) continue
    const allowed = allowanceOf({ ...wish, ...next })
    const used = allowed === undefined ? 0 : (allowance.get(allowed) ?? 0)
    if (used >= (wish.place.rules.quota ?? Number.POSITIVE_INFINITY)) continue
    if (allowed !== undefined) allowance.set(allowed, used + 1)
    if (isBlocking(next)) taken.set(day, [...others, wish])
    bookings.push({ ...wish, ...next, number: bookings.length + 1 })
  }
  return { bookings, walkIns: places.flatMap((place) => walkInsOf(random, calendar, place)) }
}
