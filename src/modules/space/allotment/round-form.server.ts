import { readForm } from '#kernel/form.server.ts'
import { m } from '#messages'
import { instant, localDay, millis, minute } from '../time.ts'

type Event = Parameters<typeof readForm>[0]

/** The instant of a date and time on the wall of a space; undefined when either cannot be read. */
function at(date: string, time: string, zone: string): string | undefined {
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!/^20\d\d-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)) || !clock) return undefined
  const minutes = Number(clock[1]) * 60 + Number(clock[2])
  return instant(localDay(date, zone).start + minutes * minute)
}

/**
 * The days and times of the form as instants: applications open at midnight of the first day and end with the last one.
 * What cannot be read is left to the schema, which says so at its field.
 */
export async function roundTimes(event: Event, zone: string): Promise<Record<string, unknown>> {
  const fields = await readForm(event)
  const text = (name: string) => String(fields.get(name)?.[0] ?? '')
  const meeting =
    text('meetingAt') === '' ? undefined : (at(text('meetingAt'), text('meetingTime') || '09:00', zone) ?? '')
  return {
    opensAt: at(text('opensAt'), '00:00', zone),
    appliesUntil: at(text('appliesUntil'), '23:59', zone),
    closesAt: at(text('closesAt'), text('closesTime') || '23:59', zone),
    meetingAt: meeting,
  }
}

/** The other way: what the form shows of a draft. */
export function shownTimes(
  round: { opensAt: string; appliesUntil: string; closesAt: string; meetingAt: string | null; zone: string },
  dateOf: (milliseconds: number, zone: string) => string,
) {
  const time = (value: string) => {
    const minutes = (millis(value) - localDay(dateOf(millis(value), round.zone), round.zone).start) / minute
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  const date = (value: string) => dateOf(millis(value), round.zone)
  return {
    opensAt: date(round.opensAt),
    appliesUntil: date(round.appliesUntil),
    closesAt: date(round.closesAt),
    closesTime: time(round.closesAt),
    meetingAt: round.meetingAt === null ? '' : date(round.meetingAt),
    meetingTime: round.meetingAt === null ? '' : time(round.meetingAt),
  }
}

/** How the form calls its fields, for the summary of what is wrong. */
export const roundLabels = () => ({
  title: m.allotment_field_title(),
  info: m.allotment_field_info(),
  unitIds: m.allotment_field_units(),
  days: m.allotment_field_days(),
  opensAt: m.allotment_field_opens(),
  appliesUntil: m.allotment_field_until(),
  closesAt: m.allotment_field_closes(),
  meetingAt: m.allotment_field_meeting(),
  from: m.allotment_field_from(),
  until: m.allotment_field_last(),
  rent: m.allotment_field_rent(),
  'weights.maximum': m.allotment_field_most(),
})
