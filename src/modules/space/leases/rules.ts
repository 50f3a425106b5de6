import { Temporal } from 'temporal-polyfill'
import { daysBetween, plusDays } from '../time.ts'

/** A place is let for a year at most; who wants to stay is looked at again (A7). */
export const longestTermDays = 366
/** A place its holder did not use for this many days is flagged: duty of the by-laws after Perpres 125/2012. */
export const unusedDays = 30
/** The holder is reminded this many days before the end, in time for the review. */
export const remindDays = 60
/** Days to object to a revocation (UU 30/2014, Art. 77: 21 working days; counted generously as days of the calendar). */
export const appealDays = 30
/** A month's retribusi is due within this many days. */
export const payDays = 10

export type TermFault = 'market_term_order' | 'market_term_past' | 'market_term_long' | 'market_term_far'

/** What is wrong with a term from its first to its last day, if anything. */
export function termFault(from: string, until: string, today: string): TermFault | undefined {
  if (until < from) return 'market_term_order'
  if (until < today) return 'market_term_past'
  if (daysBetween(from, until) + 1 > longestTermDays) return 'market_term_long'
  return daysBetween(today, from) > longestTermDays ? 'market_term_far' : undefined
}

export interface LeaseFacts {
  state: string
  from: string
  until: string
  lastSeenOn: string | null
}

/** Days since somebody was seen at the place; of a lease nobody was ever seen for, since its first day. */
export const daysUnseen = (lease: LeaseFacts, today: string): number =>
  Math.max(0, daysBetween(lease.lastSeenOn ?? lease.from, today))

/** Left alone for a month or longer: to be looked at, not yet to be taken away. */
export const isUnused = (lease: LeaseFacts, today: string): boolean =>
  lease.state === 'active' && lease.from <= today && daysUnseen(lease, today) >= unusedDays

/** Its end is near enough that its review should be done. */
export const endsSoon = (lease: LeaseFacts, today: string): boolean =>
  lease.state === 'active' && daysBetween(today, lease.until) <= remindDays

/** The term that follows another of the same length in months, at most a year. */
export function nextTerm(from: string, until: string): { from: string; until: string } {
  const first = Temporal.PlainDate.from(plusDays(until, 1))
  const length = Temporal.PlainDate.from(from).until(first, { largestUnit: 'months' })
  const last = first.add(length).subtract({ days: 1 }).toString()
  const latest = plusDays(first.toString(), longestTermDays - 1)
  return { from: first.toString(), until: last < latest ? last : latest }
}

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** The series a letter of this day belongs to: its number with the running part still open. */
export const seriesOf = (pattern: string, date: string): string =>
  pattern
    .replaceAll('{bulan}', romans[Number(date.slice(5, 7)) - 1] ?? '')
    .replaceAll('{tahun}', date.slice(0, 4))

/** `500.2/012/LAPAK/XI/2026` from a series and its next number. */
export const numberIn = (series: string, next: number): string =>
  series.replace('{n}', String(next).padStart(3, '0'))

/** A letter's text with its blanks filled; a blank nobody knows stays, so that it is seen before the letter is signed. */
export const fillBlanks = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-z]+)\}/g, (blank, name: string) => values[name] ?? blank)
