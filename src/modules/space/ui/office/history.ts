import { formatDateTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { IconName } from '#ui/icons.ts'
import type { Booking } from '../../bookings/schema.ts'
import { labelOf } from '../../labels.ts'

interface HistoryEvent {
  key: string
  title: string
  when: string
  instant: string
  who?: string
  text?: string
  icon: IconName
}

const endedBy = {
  booker: m.space_office_event_by_booker,
  staff: m.space_office_event_by_staff,
  system: m.space_office_event_by_system,
}

/** What happened to a booking, in order, as staff read it. */
export function historyOf(booking: Booking, locale: Locale): HistoryEvent[] {
  const at = (instant: string) => ({ instant, when: formatDateTime(instant, locale, booking.zone) })
  const events: HistoryEvent[] = [
    {
      key: 'requested',
      title: m.space_office_event_requested(),
      ...at(booking.requestedAt),
      icon: 'calendar-plus',
    },
  ]
  if (booking.decidedAt !== null)
    events.push({
      key: 'decided',
      title:
        booking.decision === 'rejected' ? m.space_office_event_rejected() : m.space_office_event_approved(),
      ...at(booking.decidedAt),
      who: booking.decidedByName ?? m.space_office_event_by_system(),
      ...(booking.decision === 'rejected' && booking.reason !== null && { text: booking.reason }),
      icon: booking.decision === 'rejected' ? 'x' : 'check',
    })
  if (booking.checkedInAt !== null)
    events.push({
      key: 'arrived',
      title: m.space_office_event_arrived({ count: booking.people ?? booking.attendees }),
      ...at(booking.checkedInAt),
      icon: 'users',
    })
  if (booking.endedAt !== null)
    events.push({
      key: 'ended',
      title: labelOf('state', booking.state, locale),
      ...at(booking.endedAt),
      ...(booking.endedBy !== null && { who: endedBy[booking.endedBy]() }),
      ...(booking.state === 'cancelled' && booking.reason !== null && { text: booking.reason }),
      icon: 'flag',
    })
  return events
}
