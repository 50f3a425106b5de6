import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { readRule } from '../rules.ts'

/** `Setiap 2 minggu`: a kept rule as people say it. */
export function ruleWords(rule: string, locale: Locale): string {
  const { repeat, interval } = readRule(rule)
  const how = { locale }
  if (repeat === 'week')
    return interval === 1 ? m.series_rule_week({}, how) : m.series_rule_weeks({ count: interval }, how)
  if (repeat === 'month_date')
    return interval === 1
      ? m.series_rule_month_date({}, how)
      : m.series_rule_months_date({ count: interval }, how)
  return interval === 1
    ? m.series_rule_month_weekday({}, how)
    : m.series_rule_months_weekday({ count: interval }, how)
}

type Word = (given: Record<string, never>, how: { locale: Locale }) => string
const reasons: Partial<Record<string, Word>> = {
  chosen: m.series_state_left_out,
  taken: m.series_left_out_taken,
  closure: m.series_left_out_closed,
  closed_day: m.series_left_out_closed,
  outside_hours: m.series_left_out_closed,
  holiday: m.series_left_out_holiday,
  too_far: m.series_left_out_too_far,
  quota: m.series_left_out_share,
  person_bookings: m.series_left_out_share,
  person_hours: m.series_left_out_share,
  group_bookings: m.series_left_out_share,
  group_hours: m.series_left_out_share,
}

/** Why a date of a series was never asked for, in a word. */
export const leftOutWords = (reason: string, locale: Locale): string =>
  (reasons[reason] ?? m.series_left_out_rule)({}, { locale })
