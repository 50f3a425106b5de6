import fc from 'fast-check'
import type { PastBooking, PastRegistration, PastVisit } from './past.ts'

/** A space and where it is. */
export interface Place {
  spaceId: string
  region: string
}

export interface Past {
  bookings: PastBooking[]
  visits: PastVisit[]
  registrations: PastRegistration[]
}

const minute = 60_000
const instant = (milliseconds: number) => new Date(milliseconds).toISOString().replace('.000Z', 'Z')
const after = (milliseconds: number, minutes: number) => instant(milliseconds + minutes * minute)

const requestStates = [
  'completed',
  'checked_in',
  'rejected',
  'cancelled',
  'no_show',
  'approved',
  'requested',
  'expired',
] as const

const bookingAt = (places: readonly Place[], when: fc.Arbitrary<number>) =>
  fc
    .record({
      place: fc.constantFrom(...places),
      at: when,
      state: fc.constantFrom(...requestStates),
      waited: fc.integer({ min: 0, max: 2000 }),
      hours: fc.integer({ min: 1, max: 4 }),
      reason: fc.constantFrom('repairs', 'fair_turn', 'other'),
      automatic: fc.boolean(),
    })
    .map(({ place, at, state, ...one }): PastBooking => {
      const rejected = state === 'rejected'
      const undecided = state === 'requested' || state === 'expired'
      const automatic = one.automatic && !undecided && !rejected
      const waited = automatic ? 0 : one.waited
      return {
        ...place,
        state,
        start: after(at, 48 * 60),
        end: after(at, (48 + one.hours) * 60),
        requestedAt: instant(at),
        deadline: automatic ? null : after(at, 24 * 60),
        decidedAt: undecided ? null : after(at, waited),
        decision: undecided ? null : rejected ? 'rejected' : 'approved',
        reasonCode: rejected ? one.reason : null,
        waitedMinutes: undecided ? null : waited,
      }
    })

const stateAfter = { approved: 'verified', returned: 'returned', rejected: 'rejected' } as const

const registrationAt = (places: readonly Place[], when: fc.Arbitrary<number>) =>
  fc
    .record({
      place: fc.constantFrom(...places),
      at: when,
      decision: fc.constantFrom('approved', 'returned', 'rejected', null),
      waited: fc.integer({ min: 0, max: 2500 }),
    })
    .map(
      ({ place, at, decision, waited }): PastRegistration => ({
        region: place.region,
        state: decision === null ? 'submitted' : stateAfter[decision],
        submittedAt: instant(at),
        deadline: after(at, 72 * 60),
        decision,
        decidedAt: decision === null ? null : after(at, waited),
        reasonCode: decision === null || decision === 'approved' ? null : 'duplicate',
        waitedMinutes: decision === null ? null : waited,
      }),
    )

/** Records between two instants, the same at every run. What was asked for was also decided before the end. */
export function inventPast(places: readonly Place[], from: string, until: string): Past {
  const first = Date.parse(from)
  const minutes = Math.floor((Date.parse(until) - first) / minute) - 2500
  const when = fc.integer({ min: 0, max: minutes }).map((passed) => first + passed * minute)
  const visit = fc
    .record({ place: fc.constantFrom(...places), at: when, people: fc.integer({ min: 1, max: 60 }) })
    .map(({ place, at, people }): PastVisit => ({ ...place, at: instant(at), people }))
  return {
    bookings: fc.sample(bookingAt(places, when), { numRuns: 150, seed: 7 }),
    visits: fc.sample(visit, { numRuns: 120, seed: 8 }),
    registrations: fc.sample(registrationAt(places, when), { numRuns: 80, seed: 9 }),
  }
}
