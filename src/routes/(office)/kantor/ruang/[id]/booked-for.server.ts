import { type ActionFailure, fail, type RequestEvent } from '@sveltejs/kit'
import type { Fault } from '#kernel/fault.ts'
import { type FormState, query } from '#kernel/form.server.ts'
import { m } from '#messages'
import { named } from '#modules/space/ui/field-names.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import { partName } from '#modules/space/units/words.ts'

/** The parts of a space that the desk may book, and as options of a field. */
export async function partsToBook(event: RequestEvent, spaceId: string) {
  const { items } = await query(event, readUnits, { spaceId })
  const units = items.filter(({ active, bookable }) => active && bookable)
  const options = units.map(({ id, kind, name }) => ({
    value: id,
    label: partName(kind, name, event.locals.locale),
  }))
  return { units, options }
}

const labels = () => ({
  start: m.space_office_for_start(),
  end: m.space_office_for_length(),
  'booker.name': m.space_office_for_booker(),
  'booker.phone': m.space_office_for_phone(),
  groupKind: m.space_office_for_group(),
  name: m.space_office_for_name(),
  purpose: m.space_office_for_purpose(),
  attendees: m.space_office_for_attendees(),
  note: m.space_office_for_note(),
})

/** Who comes alone has no group: it is called as they are. */
export function groupName(fields: { get(name: string): readonly unknown[] | undefined }): string | undefined {
  const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
  return text('name') || text('booker.name') || undefined
}

/** The form again, with what is wrong. */
export function refusedFor(result: { fault: Fault; failure: ActionFailure<FormState> }) {
  const state = named(result, labels())
  // Who comes alone has no group: the name that is missing is their own.
  if (state.errors['booker.name']) delete state.errors.name
  return fail(result.failure.status, state)
}
