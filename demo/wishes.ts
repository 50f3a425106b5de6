import type { Purpose } from '#modules/space/words.ts'
import { anyBooker, type Booker, purposeOf } from './bookers.ts'
import type { DemoCalendar } from './calendar.ts'
import type { DemoPlace } from './place.ts'
import type { Random } from './random.ts'
import type { DemoRegistration } from './registrations.ts'
import { ahead, busyness, closedDays, habitsOf, hoursOn, past, spontaneous } from './timetable.ts'

/** What was asked for: a place, on a date, from minute to minute. */
export interface Wish {
  place: DemoPlace
  date: string
  from: number
  to: number
  booker: Booker
  purpose: Purpose
  attendees: number
  /** Days from today. */
  offset: number
  /** Comes every week. */
  habit: boolean
}

/** People who came without a booking. */
export interface DemoWalkIn {
  place: DemoPlace
  at: string
  people: number
}

/** Who books out of the blue: owners of a verified business with an account. */
const tradersAmong = (registrations: readonly DemoRegistration[]) =>
  registrations.filter(
    ({ kind, outcome, owner }) => kind !== 'art_group' && outcome === 'verified' && owner.accountId !== null,
  )

/** Everything that people want at a place, in order of days; habits come before chance. */
export function wishesOf(
  random: Random,
  calendar: DemoCalendar,
  place: DemoPlace,
  registrations: readonly DemoRegistration[],
): Wish[] {
  const habits = habitsOf(place, registrations)
  const traders = tradersAmong(registrations)
  const wishes: Wish[] = []
  for (let offset = -past; offset <= ahead; offset++) {
    const date = calendar.day(offset)
    const busy = busyness(place, calendar, offset, random.next())
    const hours = hoursOn(place, calendar, date)
    if (!hours || busy === 0 || (place.key === 'hall' && closedDays.includes(offset))) continue
    for (const { weekday, ...habit } of habits)
      if (weekday === calendar.weekday(date) && random.chance(busy * (offset > 14 ? 0.6 : 0.9)))
        wishes.push({ ...habit, place, date, offset, habit: true })
    wishes.push(...chancesOf(random, { place, date, offset, hours, busy, traders }))
  }
  return wishes
}

interface Day {
  place: DemoPlace
  date: string
  offset: number
  hours: { from: number; to: number }
  busy: number
  traders: readonly DemoRegistration[]
}

function chancesOf(random: Random, { place, date, offset, hours, busy, traders }: Day): Wish[] {
  const { most, likely, lengths } = spontaneous[place.key]
  // The further away, the fewer have thought of it.
  const near = offset > 0 ? 1 - offset / (ahead * 1.3) : 1
  const wishes: Wish[] = []
  for (let chance = 0; chance < most; chance++) {
    const length = random.pick(lengths)
    const starts = Math.floor((hours.to - hours.from - length) / 60)
    const from = hours.from + random.whole(0, Math.max(0, starts)) * 60
    const booker = anyBooker(random, traders)
    const { purpose, attendees } = purposeOf(random, booker)
    if (!random.chance(busy * likely * near) || starts < 0) continue
    const people = Math.min(attendees, place.capacity)
    wishes.push({
      place,
      date,
      offset,
      from,
      to: from + length,
      booker,
      purpose,
      attendees: people,
      habit: false,
    })
  }
  return wishes
}

/** A co-working space lives from those who just come: one to five a day, sometimes none. */
export function walkInsOf(random: Random, calendar: DemoCalendar, place: DemoPlace): DemoWalkIn[] {
  const found: DemoWalkIn[] = []
  for (let offset = -past; offset <= 0; offset++) {
    const date = calendar.day(offset)
    const hours = hoursOn(place, calendar, date)
    if (!hours) continue
    const visitors = visitorsOf(random, place)
    for (let visitor = 0; visitor < visitors; visitor++) {
      const at = calendar.at(date, random.whole(hours.from, hours.to - 30))
      const people = place.key === 'hall' ? random.whole(2, 12) : 1
      if (at < calendar.now) found.push({ place, at, people })
    }
  }
  return found
}

function visitorsOf(random: Random, { key }: DemoPlace): number {
  if (key === 'coworking') return random.chance(0.3) ? 0 : random.whole(1, 5)
  return key === 'hall' && random.chance(0.25) ? 1 : 0
}
