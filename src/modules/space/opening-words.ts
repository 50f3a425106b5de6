import { formatDate } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { Opening } from './schema.ts'
import { clock } from './time.ts'

/** 5 January 2026 was a Monday. */
const weekdayName = (weekday: number, locale: Locale) =>
  formatDate(`2026-01-${String(4 + weekday).padStart(2, '0')}`, locale, 'UTC', 'weekday').split(',')[0] ?? ''

/** Opening hours as people say them: `Senin–Jumat 08.00–16.00`, `Sabtu 08.00–12.00`; all days alike are `Setiap hari`. */
export function openingWords(openings: readonly Opening[], locale: Locale): string[] {
  const hoursOf = (weekday: number) =>
    openings
      .filter((opening) => opening.weekday === weekday)
      .sort((a, b) => a.from - b.from)
      .map(({ from, to }) => `${clock(from)}–${clock(to)}`)
      .join(', ')
  const runs: { first: number; last: number; hours: string }[] = []
  for (let weekday = 1; weekday <= 7; weekday++) {
    const hours = hoursOf(weekday)
    const run = runs.at(-1)
    if (run?.hours === hours) run.last = weekday
    else runs.push({ first: weekday, last: weekday, hours })
  }
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => {
      if (first === 1 && last === 7) return `${m.space_hall_every_day({}, { locale })} ${hours}`
      const days =
        first === last
          ? weekdayName(first, locale)
          : `${weekdayName(first, locale)}–${weekdayName(last, locale)}`
      return `${days} ${hours}`
    })
}
