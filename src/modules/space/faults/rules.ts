import { dateAt, daysBetween, millis } from '../time.ts'
import type { FaultState } from './states.ts'

/** What may be missing or broken, each with an icon of the design system. */
export const faultThings = [
  'toilet',
  'water',
  'power',
  'light',
  'cooling',
  'sound',
  'wifi',
  'furniture',
  'roof',
  'door',
  'cleanliness',
  'access',
  'safety',
  'other',
] as const
export const faultNatures = ['broken', 'missing'] as const

/** Reports of visitors that one space takes in an hour, and that one browser may send. */
export const hourlyLimit = { space: 30, visitor: 6 } as const

export interface Running {
  state: FaultState
  firstAt: string
  closedAt: string | null
  promisedOn: string | null
}

/** Days since the first report, until it was done or today. */
export const daysOpen = ({ firstAt, closedAt }: Running, now: string, zone: string): number =>
  daysBetween(dateAt(millis(firstAt), zone), dateAt(millis(closedAt ?? now), zone))

/** Promised for a day that is over, and still not done. */
export const isOverdue = ({ state, promisedOn }: Running, now: string, zone: string): boolean =>
  (state === 'open' || state === 'assigned') && promisedOn !== null && promisedOn < dateAt(millis(now), zone)
