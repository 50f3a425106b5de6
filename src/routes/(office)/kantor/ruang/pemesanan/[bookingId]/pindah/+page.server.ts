import { error, fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { formatSpan } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readBooking, reschedule } from '#modules/space/bookings/operations.server.ts'
import { isDesk } from '#modules/space/policy.ts'
import { dateAt, dateOf, instant, millis, plusDays } from '#modules/space/time.ts'
import { readTimeLine } from '#modules/space/timeline/operations.server.ts'
import { isMovable, nearestPlaces, placesOn } from '#modules/space/timeline/rules.ts'
import { whenWords } from '#modules/space/ui/office/words.ts'
import type { Actions, PageServerLoad } from './$types'

/** Days before and after a booking in which other times are looked for. */
const near = 14

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const { searchParams } = event.url
  const booking = await query(event, readBooking, { bookingId: event.params.bookingId })
  if (!isDesk(actor, booking.regionCode)) error(403, { message: m.kernel_forbidden() })
  const { zone, spaceId } = booking
  const today = dateAt(Date.now(), zone)
  const stands = dateAt(millis(booking.start), zone)
  const day = dateOf(searchParams.get('hari')) ?? (stands < today ? today : stands)
  const around = { spaceId, from: plusDays(stands, -near), days: 2 * near + 1 }
  const [there, wanted] = await Promise.all([
    query(event, readTimeLine, around),
    query(event, readTimeLine, { spaceId, from: day, days: 1 }),
  ])
  const now = millis(there.now)
  const [space] = there.spaces
  const [asked] = wanted.spaces
  const mover = space?.bookings.find(({ id }) => id === booking.id)
  const when = whenWords(booking, zone, locale)
  const name = booking.groupName ?? booking.bookerName
  const facts = { booking, name, when, day, today, zone }
  if (!space || !asked || !mover || !isMovable(mover, now))
    return { ...facts, movable: false, units: [], unitId: '', nearest: [], times: [] }
  const units = space.units.filter(({ open }) => open)
  const unitId = units.find(({ id }) => id === searchParams.get('tempat'))?.id ?? booking.unitId
  const spans = (places: { start: number; end: number }[]) =>
    places.map(({ start, end }) => ({ start: instant(start), end: instant(end) }))
  return {
    ...facts,
    movable: true,
    units: units.map(({ id, code, name: called }) => ({
      value: id,
      label: code && code !== called ? `${code} · ${called}` : called,
    })),
    unitId,
    nearest: spans(nearestPlaces(space, mover, unitId, now)),
    times: spans(placesOn(asked, mover, { unitId, date: day }, now)).map(({ start, end }) => ({
      value: start,
      label: formatSpan(start, end, locale, zone),
    })),
  }
}

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const booking = await query(event, readBooking, { bookingId: event.params.bookingId })
    const fields = await readForm(event)
    const text = (name: string) => String(fields.get(name)?.[0] ?? '')
    const begins = millis(text('take') || text('start'))
    const length = millis(booking.end) - millis(booking.start)
    const result = await submit(event, reschedule, {
      bookingId: booking.id,
      unitId: text('unitId') || booking.unitId,
      start: Number.isNaN(begins) ? undefined : instant(begins),
      end: Number.isNaN(begins) ? undefined : instant(begins + length),
    })
    if (!result.ok) return fail(result.failure.status, result.failure.data)
    const { output } = result
    setFlash(
      event,
      m.keeper_line_moved({
        name: output.groupName ?? output.bookerName,
        when: whenWords(output, output.zone, locale),
      }),
    )
    const undo = [booking.id, booking.unitId, booking.start, booking.end].join('~')
    const day = dateAt(millis(output.start), output.zone)
    redirect(303, href(`/kantor/ruang/${output.spaceId}/garis-waktu?hari=${day}&pindah=${undo}`, locale))
  },
}
