import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { allowanceOf, type DemoBooking } from './bookings.ts'
import type { DemoCalendar } from './calendar.ts'
import { demoId } from './ids.ts'
import { insertRows } from './insert.ts'
import type { DemoPlace } from './place.ts'
import { randomFrom } from './random.ts'
import type { DemoWalkIn } from './wishes.ts'

/** Where a place of the demo is in the database. */
export interface Home {
  spaceId: string
  unitId: string
  span: string
}
export type Homes = Readonly<Record<DemoPlace['key'], Home>>

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Codes of passes: random to the eye, the same every time. */
function references(): () => string {
  const random = randomFrom(1945)
  const given = new Set<string>()
  return () => {
    for (;;) {
      const code = Array.from({ length: 8 }, () => letters[random.whole(0, letters.length - 1)]).join('')
      if (given.has(code)) continue
      given.add(code)
      return code
    }
  }
}

/** Which of their allowed open bookings at a place this is, for each person. */
function numbers(): (booking: DemoBooking) => number | null {
  const used = new Map<string, number>()
  return (booking) => {
    const allowance = allowanceOf(booking)
    if (allowance === undefined) return null
    const number = (used.get(allowance) ?? 0) + 1
    used.set(allowance, number)
    return number
  }
}

export const bookingId = ({ number }: DemoBooking) => demoId('booking', number)

const types = {
  id: 'uuid',
  space_id: 'uuid',
  unit_id: 'uuid',
  span: 'int4range',
  region_code: 'text',
  during: 'tstzrange',
  blocked: 'tstzrange',
  state: 'text',
  source: 'text',
  reference: 'text',
  account_id: 'uuid',
  recorded_by: 'uuid',
  booker_name: 'text',
  booker_phone: 'text',
  group_kind: 'text',
  group_name: 'text',
  group_public: 'boolean',
  business_id: 'uuid',
  purpose: 'text',
  attendees: 'int',
  quota_no: 'smallint',
  hold_until: 'timestamptz',
  requested_at: 'timestamptz',
  deadline: 'timestamptz',
  decision: 'text',
  decided_at: 'timestamptz',
  decided_by: 'uuid',
  decided_by_name: 'text',
  reason_code: 'text',
  waited_minutes: 'int',
  ended_at: 'timestamptz',
  ended_by: 'text',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
}
type BookingRow = Record<keyof typeof types, unknown>

/** What is known once somebody asked: who, for whom and what for. A hold that was forgotten says nothing. */
function answersOf(booking: DemoBooking) {
  const { booker, source, decidedBy, purpose, attendees } = booking
  const atDesk = source === 'desk'
  return {
    account_id: atDesk ? null : booker.accountId,
    recorded_by: atDesk ? (decidedBy?.id ?? null) : null,
    booker_name: booker.name,
    booker_phone: booker.phone,
    group_kind: booker.groupKind,
    group_name: booker.groupName,
    group_public: booker.groupKind !== 'person',
    business_id: atDesk ? null : booker.businessId,
    purpose,
    attendees,
  }
}

const nothingSaid = {
  account_id: null,
  recorded_by: null,
  booker_name: '',
  booker_phone: null,
  group_kind: null,
  group_name: null,
  group_public: false,
  business_id: null,
  purpose: null,
  attendees: null,
}

export async function writeBookings(
  db: Database,
  calendar: DemoCalendar,
  bookings: readonly DemoBooking[],
  homes: Homes,
): Promise<void> {
  const reference = references()
  const number = numbers()
  const rows = bookings.map((booking): BookingRow => {
    const { place, date, from, to } = booking
    const start = calendar.at(date, from)
    const createdAt = booking.requestedAt ?? calendar.after(booking.holdUntil ?? calendar.now, -10)
    return {
      id: bookingId(booking),
      space_id: homes[place.key].spaceId,
      unit_id: homes[place.key].unitId,
      span: homes[place.key].span,
      region_code: place.regionCode,
      during: `[${start},${calendar.at(date, to)})`,
      blocked: `[${start},${calendar.at(date, to + place.rules.buffer)})`,
      state: booking.state,
      source: booking.source,
      reference: reference(),
      ...(booking.requestedAt === null ? nothingSaid : answersOf(booking)),
      quota_no: number(booking),
      hold_until: booking.holdUntil,
      requested_at: booking.requestedAt,
      deadline: booking.deadline,
      decision: booking.decision,
      decided_at: booking.decidedAt,
      decided_by: booking.decidedBy?.id ?? null,
      decided_by_name: booking.decidedBy?.name ?? null,
      reason_code: booking.reasonCode,
      waited_minutes: booking.waited,
      ended_at: booking.endedAt,
      ended_by: booking.endedBy,
      created_at: createdAt,
      updated_at: booking.endedAt ?? booking.arrival?.at ?? booking.decidedAt ?? createdAt,
    }
  })
  const names = Object.keys(types)
  const typed = Object.entries(types).map(([name, type]) => `${name} ${type}`)
  await db.exec(
    text(
      `insert into space.booking (${names.join(', ')}, reason)
       select ${names.map((name) => `r.${name}`).join(', ')}, w.text_id
       from jsonb_to_recordset($1::jsonb) as r (${typed.join(', ')}) left join space.reason w on w.code = r.reason_code`,
      [JSON.stringify(rows)],
    ),
  )
}

/** People as they were counted: those of bookings, and those who just came. */
export function writeVisits(
  db: Database,
  bookings: readonly DemoBooking[],
  walkIns: readonly DemoWalkIn[],
  homes: Homes,
): Promise<void> {
  const visit = (place: DemoPlace, at: string, people: number) => ({
    space_id: homes[place.key].spaceId,
    unit_id: homes[place.key].unitId,
    region_code: place.regionCode,
    at,
    people,
    recorded_by: place.keeper.id,
    recorded_at: at,
  })
  const ofBookings = bookings.flatMap((booking) => {
    const { place, arrival } = booking
    if (!arrival) return []
    return [{ ...visit(place, arrival.at, arrival.people), booking_id: bookingId(booking), how: arrival.how }]
  })
  const others = walkIns.map(({ place, at, people }) => ({
    ...visit(place, at, people),
    booking_id: null,
    how: 'desk',
  }))
  return insertRows(
    db,
    'space.check_in',
    {
      id: 'uuid',
      booking_id: 'uuid',
      space_id: 'uuid',
      unit_id: 'uuid',
      region_code: 'text',
      at: 'timestamptz',
      how: 'text',
      people: 'int',
      recorded_by: 'uuid',
      recorded_at: 'timestamptz',
    },
    [...ofBookings, ...others].map((row, index) => ({ id: demoId('visit', index + 1), ...row })),
  )
}
