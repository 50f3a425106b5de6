import type { Course } from './bookings.ts'
import type { DemoCalendar } from './calendar.ts'
import { officer, secondOfficer } from './cast.ts'
import type { Random } from './random.ts'
import { past } from './timetable.ts'
import type { Wish } from './wishes.ts'

const bookingDays = 1

const nothing = {
  holdUntil: null,
  deadline: null,
  decision: null,
  decidedAt: null,
  decidedBy: null,
  reasonCode: null,
  waited: null,
  endedAt: null,
  endedBy: null,
  arrival: null,
} as const

const refusals = [
  'purpose_unclear',
  'government_use',
  'too_many_people',
  'papers_missing',
  'fair_turn',
  'purpose_unfit',
  'repairs',
] as const

type Official = { id: string; name: string }

/** Who decides at this place, and who sits at its desk. */
const staffOf = (random: Random, { place }: Wish): Official => {
  const { id, name } =
    place.key === 'hall' || place.key === 'room'
      ? random.chance(0.7)
        ? officer
        : secondOfficer
      : place.keeper
  return { id, name }
}

/** What became of a wish by now; undefined when it could not have been asked for yet. */
export function course(random: Random, calendar: DemoCalendar, wish: Wish): Course | undefined {
  const start = calendar.at(wish.date, wish.from)
  const requestedAt = asked(random, calendar, wish)
  if (requestedAt >= calendar.now || requestedAt >= start) return undefined
  if (!wish.habit && wish.offset < 0 && random.chance(0.05)) return forgottenHold(calendar, requestedAt)
  const official = staffOf(random, wish)
  const desk = random.chance(0.15) || wish.booker.accountId === null
  const base = { ...nothing, source: desk ? 'desk' : 'web', requestedAt } as const
  if (!desk && wish.place.approval === 'approved')
    return decided(random, calendar, wish, { ...base, requestedAt, official })
  // The rule of the space, or the officer at the desk, says yes at once.
  const yes = {
    decision: 'approved',
    decidedAt: requestedAt,
    decidedBy: desk ? official : null,
    waited: 0,
  } as const
  return afterwards(random, calendar, wish, { ...base, ...yes, state: 'approved' })
}

/** The way over an officer's desk. */
function decided(
  random: Random,
  calendar: DemoCalendar,
  wish: Wish,
  { official, ...base }: Omit<Course, 'state'> & { requestedAt: string; official: Official },
): Course {
  const start = calendar.at(wish.date, wish.from)
  const standard = calendar.deadline(base.requestedAt, bookingDays)
  const [deadline = start] = [standard, start].sort()
  const open = { ...base, deadline }
  // The office became quicker: from most of a day to two hours.
  const usual = 460 - 320 * Math.min(1, (wish.offset + past) / past)
  const decidedAt = calendar.answered(base.requestedAt, Math.round(usual * (0.3 + random.next() * 1.4)))
  if (decidedAt >= start && start < calendar.now)
    return { ...open, state: 'expired', endedAt: start, endedBy: 'system' }
  const overlooked = wish.offset > 3 && random.chance(0.14)
  if (decidedAt >= calendar.now || overlooked) return { ...open, state: 'requested' }
  const ruled = {
    ...open,
    decidedAt,
    decidedBy: official,
    waited: calendar.waited(base.requestedAt, decidedAt),
  }
  if (!random.chance(wish.habit ? 0.02 : 0.2))
    return afterwards(random, calendar, wish, { ...ruled, state: 'approved', decision: 'approved' })
  const reasonCode = random.pick(refusals)
  return {
    ...ruled,
    state: 'rejected',
    decision: 'rejected',
    reasonCode,
    endedAt: decidedAt,
    endedBy: 'staff',
  }
}

/** When it was asked for: groups weeks ahead, others some days, all at an hour at which people are awake. */
function asked(random: Random, calendar: DemoCalendar, { offset, habit, place, from }: Wish): string {
  const [least, most] = habit ? [6, 26] : place.approval === 'automatic' ? [0, 6] : [2, 14]
  const usual = Math.max(random.whole(least, most), place.rules.minAhead)
  // Of what lies ahead we know what was asked for lately.
  const lead = offset > usual && random.chance(0.7) ? offset + random.whole(0, 6) : usual
  const minutes =
    lead === 0 ? Math.max(7 * 60, from - random.whole(30, 180)) : random.whole(7 * 60, 21 * 60 + 30)
  return calendar.at(calendar.day(offset - lead), minutes)
}

/** Somebody chose a time, then left. */
function forgottenHold(calendar: DemoCalendar, at: string): Course {
  const holdUntil = calendar.after(at, 10)
  return {
    ...nothing,
    state: 'expired',
    source: 'web',
    requestedAt: null,
    holdUntil,
    endedAt: holdUntil,
    endedBy: 'system',
  }
}

/** From the approval to the visit. */
function afterwards(random: Random, calendar: DemoCalendar, wish: Wish, approved: Course): Course {
  const [start, end] = [calendar.at(wish.date, wish.from), calendar.at(wish.date, wish.to)]
  const dice = random.next()
  if (dice < 0.07) {
    const endedAt = calendar.after(start, -random.whole(60, 40 * 60))
    const later = endedAt > (approved.decidedAt ?? '') && endedAt < calendar.now
    if (later)
      return { ...approved, state: 'cancelled', endedAt, endedBy: random.chance(0.85) ? 'booker' : 'staff' }
  }
  if (start > calendar.now) return approved
  if (dice > 0.95 && end < calendar.now)
    return { ...approved, state: 'no_show', endedAt: end, endedBy: 'staff' }
  const arrivedAt = calendar.after(start, random.whole(-15, 20))
  const at = arrivedAt < (approved.decidedAt ?? '') ? start : arrivedAt
  if (at > calendar.now) return approved
  const how = random.pick(['qr', 'qr', 'code', 'desk'] as const)
  const people = Math.max(
    1,
    Math.min(wish.place.capacity, Math.round(wish.attendees * (0.55 + random.next() * 0.6))),
  )
  const came = { ...approved, arrival: { at, how, people } }
  return end > calendar.now
    ? { ...came, state: 'checked_in' }
    : { ...came, state: 'completed', endedAt: end, endedBy: 'system' }
}
