import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { requestBooking } from '#modules/space/bookings/operations.server.ts'
import { readCalendar } from '#modules/space/calendar/operations.server.ts'
import { dateAt, dateOf, instant, millis, minute } from '#modules/space/time.ts'
import { deskStarts, lengthsOf } from '#modules/space/ui/office/desk-times.ts'
import { groupName, partsToBook, refusedFor } from '../booked-for.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const { space, now, today } = await event.parent()
  const asked = millis(searchParams.get('mulai') ?? '')
  const start = Number.isNaN(asked) ? undefined : instant(asked)
  const date = dateOf(searchParams.get('hari')) ?? (start === undefined ? today : dateAt(asked, space.zone))
  const wanted = searchParams.get('bagian') ?? undefined
  const { units, options } = await partsToBook(event, space.id)
  const unit = units.find(({ id }) => id === wanted) ?? units[0]
  const { days } = await query(event, readCalendar, {
    spaceId: space.id,
    from: date,
    to: date,
    unitId: unit?.id,
  })
  const starts = deskStarts(days[0], space, now)
  const chosen = starts.find((one) => one.start === start) ?? starts.find(({ begun }) => !begun) ?? starts[0]
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

export const actions: Actions = {
  async default(event) {
    const fields = await readForm(event)
    const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
    // An offered time is a button of the same form, so that nothing typed is lost.
    const begins = millis(text('take') || text('start'))
    const ends = begins + Number(text('minutes')) * minute
    const result = await submit(event, requestBooking, {
      spaceId: event.params.id,
      name: groupName(fields),
      start: Number.isFinite(begins) ? instant(begins) : undefined,
      end: Number.isFinite(ends) ? instant(ends) : undefined,
    })
    if (!result.ok) return refusedFor(result)
    const { output } = result
    setFlash(
      event,
      m.space_office_for_done({ name: output.groupName ?? output.bookerName, code: output.reference }),
    )
    redirect(303, href(`/kantor/ruang/pemesanan/${output.id}`, event.locals.locale))
  },
}
