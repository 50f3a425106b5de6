import { daysBetween } from '../time.ts'

/** The same lists as CHECKs in the database. */
export const presenceStates = ['present', 'absent', 'closed', 'other'] as const
export type PresenceState = (typeof presenceStates)[number]
export const hows = ['holder', 'permit', 'round'] as const
export type How = (typeof hows)[number]

/** Bands of a day's sales, in order: what their number in the database means. */
export const bands = ['none', 'to_100', 'to_250', 'to_500', 'to_1000', 'to_2500', 'more'] as const
export type Band = (typeof bands)[number]
/** Rupiah up to which each band but the first and the last goes. */
const bandLimits = [100_000, 250_000, 500_000, 1_000_000, 2_500_000] as const

/** The band in which an amount of whole rupiah lies. */
export function bandOf(amount: number): Band {
  if (amount === 0) return 'none'
  const index = bandLimits.findIndex((limit) => amount <= limit)
  return index < 0 ? 'more' : (bands[index + 1] ?? 'more')
}

/** Days back for which a sight may still be sent (a phone without signal) and sales be said. */
export const daysBack = 14
/** Days back that flags look at. */
export const flagDays = 120
/** A stall unused for so long goes back, by most by-laws on street traders. */
const monthDays = 30

export interface Seen {
  day: string
  state: PresenceState
}

export interface FlagsFound {
  sublet: string[]
  empty: string[]
  lastPresent: string | null
}

/**
 * What the records of one lease say: days on which somebody else traded there, and the days since the holder last did, when
 * they are so many in a row or the last time is a month ago. Days nobody recorded, and days let go beforehand, say nothing.
 * @param seen records of the lease, in any order
 */
export function flagsOf(seen: readonly Seen[], rule: { emptyAfter: number }, today: string): FlagsFound {
  const latest = [...seen].sort((a, b) => (a.day < b.day ? 1 : -1))
  const lastPresent = latest.find(({ state }) => state === 'present')?.day ?? null
  const since = latest.filter(({ day }) => lastPresent === null || day > lastPresent)
  const gone = since.map(({ day }) => day)
  const first = gone.at(-1)
  const aMonth =
    gone.length >= 2 && first !== undefined && daysBetween(lastPresent ?? first, today) >= monthDays
  return {
    sublet: latest.filter(({ state }) => state === 'other').map(({ day }) => day),
    empty: gone.length >= rule.emptyAfter || aMonth ? gone : [],
    lastPresent,
  }
}

/** When a sight counts: not later than it arrived, and on its day. */
export function sightTime(
  wanted: string | undefined,
  now: string,
  day: { start: number; end: number },
): string {
  const at = Math.min(wanted === undefined ? Date.parse(now) : Date.parse(wanted), Date.parse(now))
  return new Date(Math.min(Math.max(at, day.start), day.end - 1000)).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
