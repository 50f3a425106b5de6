import { formatDate, formatSpan, formatTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { Option } from '#ui/field.ts'
import { dateAt, localDay, millis, plusDays } from '../../time.ts'
import { spaceStates } from '../../words.ts'

type SpaceState = (typeof spaceStates)[number]

/** Is a space open to the public, in a word. */
export const spaceStateWord: Record<SpaceState, () => string> = {
  draft: m.space_office_state_draft,
  published: m.space_office_state_published,
  archived: m.space_office_state_archived,
}
export const spaceStateTones = { draft: 'draft', published: 'good', archived: 'off' } as const

export const spaceStateOptions = (): Option[] =>
  spaceStates.map((value) => ({ value, label: spaceStateWord[value]() }))

interface Span {
  start: string
  end: string
}

/** Does a time begin and end at midnight on the wall of the space? Then only its days are said. */
const isWholeDays = ({ start, end }: Span, zone: string) =>
  [start, end].every((instant) => localDay(dateAt(millis(instant), zone), zone).start === millis(instant))

/** `Sabtu, 21 November 2026, 08.00–10.00 WIB`; whole days as `21 November 2026, sepanjang hari`. */
export function whenWords(span: Span, zone: string, locale: Locale): string {
  const first = dateAt(millis(span.start), zone)
  const last = dateAt(millis(span.end), zone)
  const day = (date: string) => formatDate(date, locale, zone, first === last ? 'weekday' : 'long')
  if (isWholeDays(span, zone)) {
    const until = plusDays(last, -1)
    const days =
      until === first ? formatDate(first, locale, zone, 'weekday') : `${day(first)} – ${day(until)}`
    return m.space_office_whole_day({ days })
  }
  if (first === last) return `${day(first)}, ${formatSpan(span.start, span.end, locale, zone)}`
  return `${day(first)}, ${formatTime(span.start, locale, zone)} – ${day(last)}, ${formatTime(span.end, locale, zone)}`
}

/** `2 jam`, `90 menit`. */
export const lengthWords = (minutes: number): string =>
  minutes % 60 === 0 ? m.space_book_hours({ hours: minutes / 60 }) : m.space_book_minutes_of({ minutes })

/** `Senin` of 1. 5 January 2026 was a Monday. */
export const weekdayName = (weekday: number, locale: Locale): string =>
  formatDate(`2026-01-${String(4 + weekday).padStart(2, '0')}`, locale, 'UTC', 'weekday').split(',')[0] ?? ''
