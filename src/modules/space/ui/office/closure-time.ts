import { dateOf, instant, localDay, minute, minutesOf, plusDays } from '../../time.ts'

/** What the form of a closure asks: days, and times of day that may be left out. */
export interface ClosureDays {
  fromDate: string
  fromTime: string
  toDate: string
  toTime: string
}
export type ClosureFault = 'required' | 'date' | 'time' | 'order'

/** The instants of a closure: without times it lasts from the beginning of the first day to the end of the last. */
export function closureTime(
  typed: ClosureDays,
  zone: string,
): { start: string; end: string } | { field: keyof ClosureDays; fault: ClosureFault } {
  const first = typed.fromDate
  const last = typed.toDate || first
  if (first === '') return { field: 'fromDate', fault: 'required' }
  if (!dateOf(first)) return { field: 'fromDate', fault: 'date' }
  if (!dateOf(last)) return { field: 'toDate', fault: 'date' }
  const opens = typed.fromTime === '' ? 0 : minutesOf(typed.fromTime)
  if (opens === undefined) return { field: 'fromTime', fault: 'time' }
  const closes = typed.toTime === '' ? null : minutesOf(typed.toTime)
  if (closes === undefined) return { field: 'toTime', fault: 'time' }
  const start = localDay(first, zone).start + opens * minute
  const end =
    closes === null ? localDay(plusDays(last, 1), zone).start : localDay(last, zone).start + closes * minute
  if (end <= start) return { field: closes === null ? 'toDate' : 'toTime', fault: 'order' }
  return { start: instant(start), end: instant(end) }
}
