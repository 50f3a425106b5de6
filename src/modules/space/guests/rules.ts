import { type Ground, openSpans, type Taken } from '../calendar/rules.ts'
import { dateAt, localDay, minute } from '../time.ts'

const day = 86_400_000
/** A seat is worth taking for at least so long, in minutes. */
export const shortestSeat = 15

/** Until when somebody who came at this instant may stay: the end of the opening, or of the day when staff let them in outside the hours. */
export function stayUntil(at: number, ground: Ground): { until: number; open: boolean } {
  const date = dateAt(at, ground.rules.zone)
  const closed = ground.closures.some(({ start, end }) => start <= at && at < end)
  const span = openSpans(date, ground).find(({ start, end }) => start <= at && at < end)
  if (!span || closed) return { until: localDay(date, ground.rules.zone).start + day, open: false }
  const closing = ground.closures.filter(({ start }) => start > at).map(({ start }) => start)
  return { until: Math.min(span.end, ...closing), open: true }
}

/** Until when a seat is free from now: whoever booked it later has it then. Undefined when that is hardly a while. */
export function seatUntil(now: number, until: number, taken: readonly Taken[]): number | undefined {
  let end = until
  for (const other of taken) {
    if (other.start <= now && other.blockedUntil > now) return undefined
    if (other.start > now) end = Math.min(end, other.start)
  }
  return end - now >= Math.min(shortestSeat * minute, until - now) && end > now ? end : undefined
}
