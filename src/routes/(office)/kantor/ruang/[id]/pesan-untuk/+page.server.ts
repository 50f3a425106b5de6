import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { requestBooking } from '#modules/space/bookings/operations.server.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, instant, millis, minute } from '#modules/space/time.ts'
import { deskStarts, lengthsOf } from '#modules/space/ui/office/desk-times.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import { partName } from '#modules/space/units/words.ts'
import { named } from '../../field-names.ts'
import { dateOf } from '../../read-address.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const { space, now, today } = await event.parent()
  const asked = millis(searchParams.get('mulai') ?? '')
  const start = Number.isNaN(asked) ? undefined : instant(asked)
  const date = dateOf(searchParams.get('hari')) ?? (start === undefined ? today : dateAt(asked, space.zone))
  const wanted = searchParams.get('bagian') ?? undefined
  const { items } = await query(event, readUnits, { spaceId: space.id })
  const units = items.filter(({ active, bookable }) => active && bookable)
  const unit = units.find(({ id }) => id === wanted) ?? units[0]
  const { days } = await query(event, readCalendar, {
    spaceId: space.id,
    from: date,
    to: date,
    unitId: unit?.id,
  })
  const starts = deskStarts(days[0], space, now)
  const chosen = starts.find((one) => one.start === start) ?? starts.find(({ begun }) => !begun) ?? starts[0]
  const options = units.map(({ id, kind, name }) => ({
    value: id,
    label: partName(kind, name, event.locals.locale),
  }))
  const part = unit && units.length > 1 ? { id: unit.id, options } : null
  return {
    date,
    starts,
    part,
    start: chosen?.start ?? null,
    lengths: lengthsOf({
      slotMinutes: space.slotMinutes,
      minMinutes: unit?.minMinutes ?? space.minMinutes,
      maxMinutes: unit?.maxMinutes ?? space.maxMinutes,
    }),
  }
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

export const actions: Actions = {
  async default(event) {
    const fields = await readForm(event)
    const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
    // An offered time is a button of the same form, so that nothing typed is lost.
    const begins = millis(text('take') || text('start'))
    const ends = begins + Number(text('minutes')) * minute
    const result = await submit(event, requestBooking, {
      spaceId: event.params.id,
      name: text('name') || text('booker.name') || undefined,
      start: Number.isFinite(begins) ? instant(begins) : undefined,
      end: Number.isFinite(ends) ? instant(ends) : undefined,
    })
    if (!result.ok) {
      const state = named(result, labels())
      // Who comes alone has no group: the name that is missing is their own.
      if (state.errors['booker.name']) delete state.errors.name
      return fail(result.failure.status, state)
    }
    const { output } = result
    setFlash(
      event,
      m.space_office_for_done({ name: output.groupName ?? output.bookerName, code: output.reference }),
    )
    redirect(303, href(`/kantor/ruang/pemesanan/${output.id}`, event.locals.locale))
  },
}
