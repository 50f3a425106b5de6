import { type DemoBooking, demoBookings } from './bookings.ts'
import type { DemoCalendar } from './calendar.ts'
import { withCertainties } from './certainties.ts'
import { type DemoLease, demoLeases } from './market-leases.ts'
import { hall } from './places.ts'
import { type DemoRegistration, demoRegistrations } from './registrations.ts'
import type { DemoWalkIn } from './wishes.ts'

export interface DemoWorld {
  registrations: DemoRegistration[]
  bookings: DemoBooking[]
  walkIns: DemoWalkIn[]
  leases: readonly DemoLease[]
}

/** Everything of the demo that happened and will: the same for the same moment. */
export function demoWorld(calendar: DemoCalendar): DemoWorld {
  const registrations = demoRegistrations(calendar)
  const { bookings, walkIns } = demoBookings(calendar, registrations)
  return {
    registrations,
    bookings: withCertainties(bookings, { calendar, hall, registrations }),
    walkIns,
    leases: demoLeases(calendar, registrations),
  }
}
