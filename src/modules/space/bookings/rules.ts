import { clash, dayState, type Ground, openSpans, type Span } from '../calendar/rules.ts'
import { clock, dateAt, localDay, minute, plusDays } from '../time.ts'

/** Why a request is refused: every refusal names its rule, and the message says what to do. */
export interface Refusal {
  rule:
    | 'not_offered'
    | 'desk_only'
    | 'registered_only'
    | 'past'
    | 'too_soon'
    | 'too_far'
    | 'closed_day'
    | 'holiday'
    | 'outside_hours'
    | 'slots'
    | 'too_short'
    | 'too_long'
    | 'closure'
    | 'taken'
    | 'quota'
    | 'too_many'
    | 'person_bookings'
    | 'person_hours'
    | 'group_bookings'
    | 'group_hours'
    | 'cooling_off'
  /** Key of `messages/`. */
  key: string
  params?: Record<string, string | number>
  /** Would other times help? Then the three nearest are offered. */
  elsewhen: boolean
}

const refusal = (rule: Refusal['rule'], elsewhen: boolean, params?: Refusal['params']): Refusal => ({
  rule,
  key: `space_refuse_${rule}`,
  elsewhen,
  ...(params && { params }),
})

/** Who asks, as far as the rules care. */
export interface Asker {
  /** Staff of the region may book beyond the rules that share the space fairly: how far ahead, how long, how many. */
  staff: boolean
  /** Owner of a verified business or group of the region. */
  registered: boolean
  /** Open bookings they already have here. */
  open: number
}

/** What may be booked by whom, beside the times. */
export interface Terms {
  state: 'draft' | 'published' | 'archived'
  who: 'anyone' | 'registered' | 'desk'
  quota: number | null
}

/** Why this person may not book here at all, whatever the time. */
export function refuseAsker(terms: Terms, asker: Asker): Refusal | undefined {
  if (terms.state !== 'published') return refusal('not_offered', false)
  if (asker.staff) return undefined
  if (terms.who === 'desk') return refusal('desk_only', false)
  if (terms.who === 'registered' && !asker.registered) return refusal('registered_only', false)
  if (terms.quota !== null && asker.open >= terms.quota)
    return refusal('quota', false, { quota: terms.quota })
  return undefined
}

/** Why so many people cannot move into another unit. */
export const refuseRoom = (attendees: number | null, capacity: number): Refusal | undefined =>
  attendees !== null && attendees > capacity ? refusal('too_many', false, { capacity }) : undefined

/** Why this time cannot be booked by anyone, or not by this person; undefined when it can. */
export function refuseTime(wanted: Span, ground: Ground, staff: boolean): Refusal | undefined {
  return (
    refuseDay(wanted, ground, staff) ??
    refuseHours(wanted, ground) ??
    refuseLength(wanted, ground, staff) ??
    refuseClash(wanted, ground)
  )
}

function refuseDay(wanted: Span, ground: Ground, staff: boolean): Refusal | undefined {
  const { rules, now } = ground
  // At the desk people may take the hour that has already begun.
  if (staff ? wanted.end <= now : wanted.start <= now) return refusal('past', true)
  const date = dateAt(wanted.start, rules.zone)
  const state = dayState(date, ground)
  if (state === 'closed') return refusal('closed_day', true)
  if (state === 'holiday') return refusal('holiday', true)
  if (staff) return undefined
  if (state === 'too_soon') return refusal('too_soon', true, { days: rules.minDaysAhead })
  if (state === 'too_far') {
    const date = plusDays(dateAt(now, rules.zone), rules.maxDaysAhead)
    return refusal('too_far', true, { days: rules.maxDaysAhead, date })
  }
  return undefined
}

/** A booking lies within one opening of one day, on the raster of its slots. */
function refuseHours(wanted: Span, ground: Ground): Refusal | undefined {
  const { zone, slotMinutes } = ground.rules
  const date = dateAt(wanted.start, zone)
  const spans = openSpans(date, ground)
  const span = spans.find((open) => wanted.start >= open.start && wanted.end <= open.end)
  if (!span) {
    const { start } = localDay(date, zone)
    const hours = spans.map(
      (open) => `${clock((open.start - start) / minute)}–${clock((open.end - start) / minute)}`,
    )
    return refusal('outside_hours', true, { hours: hours.join(', ') })
  }
  const slot = slotMinutes * minute
  const aligned = (wanted.start - span.start) % slot === 0 && (wanted.end - wanted.start) % slot === 0
  return aligned ? undefined : refusal('slots', true, { minutes: slotMinutes })
}

function refuseLength(wanted: Span, { rules }: Ground, staff: boolean): Refusal | undefined {
  const length = (wanted.end - wanted.start) / minute
  if (length < rules.minMinutes) return refusal('too_short', false, { minutes: rules.minMinutes })
  if (length > rules.maxMinutes && !staff) return refusal('too_long', false, { minutes: rules.maxMinutes })
  return undefined
}

function refuseClash(wanted: Span, ground: Ground): Refusal | undefined {
  const found = clash(wanted, ground)
  return found && refusal(found, true)
}

/** What the database said after all rules agreed: somebody was faster. */
export const takenMeanwhile = refusal('taken', true)

/** An undecided request is decided before it begins, and by the end of the working day that the service standard names. */
export const decideBy = (standard: number, start: number): number => Math.min(standard, start)

/** Is a moved booking decided again? Where an officer decides, also about the new time; staff who move it decide nothing by that. */
export function stateAfterMove(
  approval: 'automatic' | 'approved',
  staff: boolean,
  before: 'requested' | 'approved',
): 'requested' | 'approved' {
  if (staff) return before
  return approval === 'automatic' ? 'approved' : 'requested'
}
