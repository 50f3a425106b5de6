import type { Database } from '#platform/database/transaction.ts'
import type { DemoBooking } from './bookings.ts'
import type { DemoCalendar } from './calendar.ts'
import { insertRows } from './insert.ts'
import type { DemoRegistration, DemoRound } from './registrations.ts'
import { bookingId } from './write-bookings.ts'
import { deskOf, roundId } from './write-registrations.ts'

interface Entry {
  at: string
  operation: string
  actor_id: string | null
  actor_name: string
  via: 'form' | 'job'
  request_id: string
  subject_type: 'booking' | 'registration'
  subject_id: string
  region_code: string
}

/** Days back for which the log says who did what: enough for every case that is open or was closed lately. */
const days = 21

/** The audit log's view of what lately happened, in order of time as it would have been written. */
export async function writeAudit(
  db: Database,
  calendar: DemoCalendar,
  {
    registrations,
    bookings,
  }: { registrations: readonly DemoRegistration[]; bookings: readonly DemoBooking[] },
): Promise<void> {
  const since = calendar.at(calendar.day(-days), 0)
  const entries = [...registrations.flatMap(ofRegistration), ...bookings.flatMap(ofBooking)]
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at.localeCompare(b.at))
  await insertRows(
    db,
    'kernel.audit_entry',
    {
      at: 'timestamptz',
      operation: 'text',
      actor_id: 'uuid',
      actor_name: 'text',
      via: 'text',
      request_id: 'text',
      subject_type: 'text',
      subject_id: 'text',
      region_code: 'text',
    },
    entries,
  )
}

const entry = (
  about: Pick<Entry, 'subject_type' | 'subject_id' | 'region_code'>,
  at: string | null | undefined,
  operation: string,
  actor: { id: string | null; name: string } | null,
): Entry[] =>
  at
    ? [
        {
          ...about,
          at,
          operation,
          actor_id: actor?.id ?? null,
          actor_name: actor?.name ?? 'jobs',
          via: actor ? 'form' : 'job',
          request_id: 'demo',
        },
      ]
    : []

function ofRegistration(registration: DemoRegistration): Entry[] {
  const { owner, desk, number, regionCode } = registration
  const sender = (round: DemoRound) => (desk ? deskOf(round) : { id: owner.accountId, name: owner.name })
  return registration.rounds.flatMap((round) => {
    const about = {
      subject_type: 'registration',
      subject_id: roundId(number, round.round),
      region_code: regionCode,
    } as const
    const sent =
      round.round > 1 ? 'registry.resubmit' : desk ? 'registry.register_at_desk' : 'registry.send_draft'
    return [
      ...entry(about, round.submittedAt, sent, sender(round)),
      ...entry(about, round.decidedAt, 'registry.decide_registration', round.decidedBy),
    ]
  })
}

function ofBooking(booking: DemoBooking): Entry[] {
  const { booker, decidedBy, source, state, place } = booking
  const about = {
    subject_type: 'booking',
    subject_id: bookingId(booking),
    region_code: place.regionCode,
  } as const
  const asked = source === 'desk' ? decidedBy : { id: booker.accountId, name: booker.name }
  const keeper = { id: place.keeper.id, name: place.keeper.name }
  const atOnce = booking.decidedAt === booking.requestedAt
  return [
    ...entry(about, booking.requestedAt, 'space.request_booking', asked),
    ...entry(about, atOnce ? null : booking.decidedAt, 'space.decide_booking', decidedBy),
    ...entry(about, booking.arrival?.at, 'space.check_in', keeper),
    ...(state === 'completed' ? entry(about, booking.endedAt, 'space.complete_booking', null) : []),
    ...(state === 'no_show' ? entry(about, booking.endedAt, 'space.mark_no_show', keeper) : []),
    ...(state === 'cancelled'
      ? entry(about, booking.endedAt, 'space.cancel_booking', booking.endedBy === 'staff' ? keeper : asked)
      : []),
  ]
}
