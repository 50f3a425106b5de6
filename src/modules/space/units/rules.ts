import { type Ground, openSpans } from '../calendar/rules.ts'
import { dateAt } from '../time.ts'
import type { UnitState, UnitsInput } from './schema.ts'

/** Codes of several parts: `K` and 3 from 9 are K-9, K-10, K-11; of one it is the prefix itself. A prefix may bring its own hyphen. */
export function codesOf({ prefix, first, count }: Pick<UnitsInput, 'prefix' | 'first' | 'count'>): string[] {
  if (count === 1 && first === 1) return [prefix]
  const joined = prefix.endsWith('-') || prefix.endsWith('.') ? prefix : `${prefix}-`
  return Array.from({ length: count }, (_, index) => `${joined}${first + index}`)
}

/** Is the space open all of this time? */
export function isOpen(wanted: { start: number; end: number }, ground: Ground): boolean {
  const open = openSpans(dateAt(wanted.start, ground.rules.zone), ground)
  const inside = open.some(({ start, end }) => wanted.start >= start && wanted.end <= end)
  return inside && !ground.closures.some(({ start, end }) => start < wanted.end && wanted.start < end)
}

/** What the database says stands in a unit's way; the strongest counts. */
export function unitState(open: boolean, states: readonly string[]): UnitState {
  if (!open) return 'closed'
  if (states.some((state) => state !== 'held' && state !== 'requested')) return 'taken'
  if (states.includes('requested')) return 'waiting'
  return states.includes('held') ? 'held' : 'free'
}
