import type { RequestEvent } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import { formatDate, formatTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Space } from '#modules/space/schema.ts'
import { wallTime } from '#modules/space/time.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import type { Unit } from '#modules/space/units/schema.ts'
import { partName } from '#modules/space/units/words.ts'

/** The part of the space that the address names. */
export function partAsked(url: URL): string | undefined {
  const asked = url.searchParams.get('bagian') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked) ? asked : undefined
}

const clock = /^([01]\d|2[0-3]):([0-5]\d)$/

/** The time that `jam` and a date name on the wall of the space; none when the address asks about now. */
export function wallAsked({ searchParams }: URL, date: string) {
  const time = clock.exec(searchParams.get('jam') ?? '')
  return time && date ? { date, minutes: Number(time[1]) * 60 + Number(time[2]) } : undefined
}

/**
 * The parts one may book, as they stand at the day and time the address asks about, or now. Null where a space is booked as a
 * whole only: then its pages say nothing of parts.
 */
export function partsOf(
  event: Pick<RequestEvent, 'url' | 'locals'>,
  space: { zone: string },
  items: readonly Unit[],
  { wanted, date = '' }: { wanted: string | undefined; date?: string },
) {
  const units = items.filter(({ active }) => active)
  const bookable = units.filter(({ bookable }) => bookable)
  const current = bookable.find(({ id }) => id === wanted) ?? bookable[0]
  if (!current || units.every(({ kind }) => kind === 'whole')) return null
  const { locale } = event.locals
  const asked = wallAsked(event.url, date)
  const start = asked && wallTime(asked, space.zone)
  const when =
    start && `${formatDate(start, locale, space.zone, 'weekday')}, ${formatTime(start, locale, space.zone)}`
  return { units, current, time: start ? (event.url.searchParams.get('jam') ?? '') : '', when: when ?? null }
}

/** The same, for pages that read nothing else of the space. */
export async function partsFor(
  event: RequestEvent,
  space: { id: string; zone: string },
  wanted: string | undefined,
) {
  const { items } = await query(event, readUnits, { spaceId: space.id })
  return partsOf(event, space, items, { wanted })
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
