import { formatDate, formatDateTime, formatSpan } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { Option } from '#ui/field.ts'
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

/** `Sabtu, 21 November 2026, 08.00–10.00 WIB`; over midnight both days are said. */
export function whenWords(
  { start, end }: { start: string; end: string },
  zone: string,
  locale: Locale,
): string {
  const day = formatDate(start, locale, zone, 'weekday')
  if (day === formatDate(end, locale, zone, 'weekday'))
    return `${day}, ${formatSpan(start, end, locale, zone)}`
  return `${formatDateTime(start, locale, zone)} – ${formatDateTime(end, locale, zone)}`
}
