import { type Asker, type Refusal, refuseAsker, refuseTime } from '../bookings/rules.ts'
import type { Ground, Span } from '../calendar/rules.ts'
import { type FairUse, refuseCooling, refuseShare, type Used } from '../fairness/rules.ts'
import { localDay, minute } from '../time.ts'

/** What a whole series is judged by: the space at all its times, and who asks. */
export interface Court {
  terms: Parameters<typeof refuseAsker>[0]
  asker: Asker
  ground: Ground
  use: FairUse
}

export interface Judged extends Span {
  date: string
  refusal?: Refusal | undefined
}

/** Where a date of a series lies. */
export function timeOf(date: string, wish: { from: number; minutes: number }, zone: string): Span {
  const start = localDay(date, zone).start + wish.from * minute
  return { start, end: start + wish.minutes * minute }
}

/**
 * Judge the dates in order, each with those before it: what an earlier date takes of the quota, or of a share, a later one has
 * no more.
 */
export function judgeDates(
  dates: readonly string[],
  wish: { from: number; minutes: number },
  { terms, asker, ground, use }: Court,
): Judged[] {
  const { zone } = ground.rules
  const used: Used[] = [...use.used]
  let open = asker.open
  return dates.map((date) => {
    const span = timeOf(date, wish, zone)
    const refusal =
      refuseTime(span, ground, asker.staff) ??
      refuseAsker(terms, { ...asker, open }) ??
      (asker.staff
        ? undefined
        : (refuseCooling(use, ground.now, zone) ?? refuseShare(span, { ...use, used }, zone)))
    if (!refusal) {
      open += 1
      used.push({ ...span, id: date, person: true, group: true })
    }
    return { date, ...span, refusal }
  })
}
