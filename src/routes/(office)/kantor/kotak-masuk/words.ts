import type { Zone } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { type Holidays, localDate, workingDaysBetween } from '#modules/region/working-time.ts'

/** How long ago something came in, as people say it. */
export function ageWords(since: string, now: string, locale: Locale): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(since)) / 60_000)
  if (minutes < 2) return m.office_age_now({}, { locale })
  if (minutes < 60) return m.office_age_minutes({ count: minutes }, { locale })
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return m.office_age_hours({ count: hours }, { locale })
  const days = Math.floor(hours / 24)
  return days === 1 ? m.office_age_yesterday({}, { locale }) : m.office_age_days({ count: days }, { locale })
}

export type Urgency = 'late' | 'today' | 'soon' | 'later'

/** How near a deadline is, in working days of its place: the words, and how loudly they are said. */
export function dueWords(
  deadline: string,
  now: string,
  place: { zone: Zone; holidays: Holidays },
  locale: Locale,
): { words: string; urgency: Urgency } {
  const [due, today] = [localDate(deadline, place.zone), localDate(now, place.zone)]
  if (Date.parse(deadline) < Date.parse(now)) {
    const late = workingDaysBetween(due, today, place.holidays)
    return {
      urgency: 'late',
      words:
        late === 0 ? m.office_due_just_late({}, { locale }) : m.office_due_late({ count: late }, { locale }),
    }
  }
  const left = workingDaysBetween(today, due, place.holidays)
  if (due === today || left === 0) return { urgency: 'today', words: m.office_due_today({}, { locale }) }
  return left === 1
    ? { urgency: 'soon', words: m.office_due_tomorrow({}, { locale }) }
    : { urgency: 'later', words: m.office_due_days({ count: left }, { locale }) }
}
