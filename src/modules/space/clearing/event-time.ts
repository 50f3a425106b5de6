import type { RawFields } from '#kernel/coerce.ts'
import type { FormState } from '#kernel/form.server.ts'
import { m } from '#messages'
import { dateOf, minutesOf, wallTime } from '../time.ts'

type Wrong = Partial<Record<'day' | 'from' | 'to', string>>

/** Day and hours of an event as they were typed: instants on the wall of the space, and what of them cannot be read. */
export function eventTime(fields: RawFields, zone: string) {
  const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
  const date = dateOf(text('day'))
  const [from, to] = [minutesOf(text('from')), minutesOf(text('to'))]
  const at = (minutes: number | undefined) =>
    date === undefined || minutes === undefined ? undefined : wallTime({ date, minutes }, zone)
  const told = (name: string, label: string, fault: string) =>
    `${label}: ${text(name) === '' ? m.kernel_field_required() : fault}`
  const wrong: Wrong = {
    ...(date === undefined && { day: told('day', m.cowork_event_day(), m.kernel_field_date()) }),
    ...(from === undefined && { from: told('from', m.cowork_event_from(), m.kernel_field_time()) }),
    ...(to === undefined && { to: told('to', m.cowork_event_to(), m.kernel_field_time()) }),
  }
  return { start: at(from), end: at(to), wrong }
}

/** The refused form with what is wrong with beginning and end at the day and hours that were typed, where they stand. */
export function atTypedTime(state: FormState, wrong: Wrong): FormState {
  const { title, unitId, start, end, ...others } = state.errors
  const times = Object.keys(wrong).length > 0 ? wrong : { from: start, to: end }
  const errors = Object.entries({ title, unitId, ...times, ...others }).filter(([, error]) => error)
  return { ...state, errors: Object.fromEntries(errors) as FormState['errors'] }
}
