import type { RequestEvent } from '@sveltejs/kit'
import { readForm } from '#kernel/form.server.ts'
import { m } from '#messages'
import { facilityCodes } from '#modules/space/words.ts'

/** Parts of the form that are not one field each: ticked facilities with their word, and a box that was not ticked. */
export async function spaceExtra(event: RequestEvent) {
  const fields = await readForm(event)
  const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
  return {
    facilities: facilityCodes
      .filter((code) => fields.has(`facility_${code}`))
      .map((code) => ({ code, detail: text(`detail_${code}`) })),
    closedOnHolidays: fields.has('closedOnHolidays'),
  }
}

/** What the fields are called, for the summary above the form. */
export const spaceLabels = () => ({
  name: m.space_office_f_name(),
  kind: m.space_office_f_kind(),
  regionCode: m.space_office_f_region(),
  address: m.space_office_f_address(),
  capacity: m.space_office_f_capacity(),
  latitude: m.space_office_f_latitude(),
  longitude: m.space_office_f_longitude(),
  openedOn: m.space_office_f_opened_on(),
  approval: m.space_office_f_approval(),
  who: m.space_office_f_who(),
  slotMinutes: m.space_office_f_slot(),
  minMinutes: m.space_office_f_min(),
  maxMinutes: m.space_office_f_max(),
  bufferMinutes: m.space_office_f_buffer(),
  minDaysAhead: m.space_office_f_min_ahead(),
  maxDaysAhead: m.space_office_f_max_ahead(),
  quota: m.space_office_f_quota(),
  fee: m.space_office_f_fee(),
  legalBasis: m.space_office_f_basis(),
  contactName: m.space_office_f_contact_name(),
  contactPhone: m.space_office_f_contact_phone(),
})
