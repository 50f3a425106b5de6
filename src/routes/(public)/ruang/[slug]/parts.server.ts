import type { RequestEvent } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import { formatDate, formatTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Space } from '#modules/space/schema.ts'
import { instant, localDay, minute } from '#modules/space/time.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import type { Unit } from '#modules/space/units/schema.ts'
import { partName } from '#modules/space/units/words.ts'

/** The part of the space that the address names. */
export function partAsked(url: URL): string | undefined {
  const asked = url.searchParams.get('bagian') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked) ? asked : undefined
}

const clock = /^([01]\d|2[0-3]):([0-5]\d)$/

/**
 * The parts one may book, as they stand at the day and time the address asks about (on the wall of the space), or now. Null
 * where a space is booked as a whole only: then its pages say nothing of parts.
 */
export async function partsFor(
  event: Pick<RequestEvent, 'url' | 'locals'>,
  space: { id: string; zone: string },
  wanted: string | undefined,
  date = '',
) {
  const time = clock.exec(event.url.searchParams.get('jam') ?? '')
  const minutes = Number(time?.[1]) * 60 + Number(time?.[2])
  const start = time && date ? instant(localDay(date, space.zone).start + minutes * minute) : undefined
  const { items } = await query(event as RequestEvent, readUnits, { spaceId: space.id, start })
  const units = items.filter(({ active }) => active)
  const bookable = units.filter(({ bookable }) => bookable)
  const current = bookable.find(({ id }) => id === wanted) ?? bookable[0]
  if (!current || units.every(({ kind }) => kind === 'whole')) return null
  const { locale } = event.locals
  const when =
    start && `${formatDate(start, locale, space.zone, 'weekday')}, ${formatTime(start, locale, space.zone)}`
  return { units, current, time: time?.[0] ?? '', when: when ?? null }
}

/** What one needs to know of a part to book it: where it says nothing itself, as the space. */
export const partOf = (unit: Unit, space: Space, locale: Locale) => ({
  id: unit.id,
  name: partName(unit.kind, unit.name, locale),
  capacity: unit.capacity,
  slotMinutes: space.slotMinutes,
  minMinutes: unit.minMinutes ?? space.minMinutes,
  maxMinutes: unit.maxMinutes ?? space.maxMinutes,
})
