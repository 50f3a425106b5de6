import { formatDate, formatNumber, formatShare } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { bands } from '#modules/space/presence/rules.ts'
import { type IndicatorKey, indicators } from './figures/indicators.ts'
import type { PeriodKind, Span } from './figures/periods.ts'
import type { Figure, Measure } from './figures/schema.ts'

/** Names and definitions of an indicator in the reader's language. */
export const indicatorWords: Record<
  IndicatorKey,
  {
    name: (params: Record<string, never>, options: { locale: Locale }) => string
    definition: (params: Record<string, never>, options: { locale: Locale }) => string
    formula: (params: Record<string, never>, options: { locale: Locale }) => string
    records: (params: { count: number; total: string }, options: { locale: Locale }) => string
  }
> = {
  visits: {
    name: m.impact_visits_name,
    definition: m.impact_visits_definition,
    formula: m.impact_visits_formula,
    records: m.impact_visits_records,
  },
  utilisation: {
    name: m.impact_utilisation_name,
    definition: m.impact_utilisation_definition,
    formula: m.impact_utilisation_formula,
    records: m.impact_utilisation_records,
  },
  waiting: {
    name: m.impact_waiting_name,
    definition: m.impact_waiting_definition,
    formula: m.impact_waiting_formula,
    records: m.impact_waiting_records,
  },
  refusals: {
    name: m.impact_refusals_name,
    definition: m.impact_refusals_definition,
    formula: m.impact_refusals_formula,
    records: m.impact_refusals_records,
  },
  requests: {
    name: m.impact_requests_name,
    definition: m.impact_requests_definition,
    formula: m.impact_requests_formula,
    records: m.impact_requests_records,
  },
  guests: {
    name: m.impact_guests_name,
    definition: m.impact_guests_definition,
    formula: m.impact_guests_formula,
    records: m.impact_guests_records,
  },
  returning: {
    name: m.impact_returning_name,
    definition: m.impact_returning_definition,
    formula: m.impact_returning_formula,
    records: m.impact_returning_records,
  },
  concentration: {
    name: m.impact_concentration_name,
    definition: m.impact_concentration_definition,
    formula: m.impact_concentration_formula,
    records: m.impact_concentration_records,
  },
  presence: {
    name: m.impact_presence_name,
    definition: m.impact_presence_definition,
    formula: m.impact_presence_formula,
    records: m.impact_presence_records,
  },
  turns: {
    name: m.impact_turns_name,
    definition: m.impact_turns_definition,
    formula: m.impact_turns_formula,
    records: m.impact_turns_records,
  },
  sales: {
    name: m.impact_sales_name,
    definition: m.impact_sales_definition,
    formula: m.impact_sales_formula,
    records: m.impact_sales_records,
  },
}

export const nameOf = (key: IndicatorKey, locale: Locale): string => indicatorWords[key].name({}, { locale })

/** What follows the number: `orang per hari buka`; a share carries its sign itself. */
export function unitWords(key: IndicatorKey, locale: Locale): string {
  switch (indicators[key].unit) {
    case 'people_per_day':
      return m.impact_unit_people_per_day({}, { locale })
    case 'working_hours':
      return m.impact_unit_working_hours({}, { locale })
    case 'requests':
      return m.impact_unit_requests({}, { locale })
    case 'people':
      return m.impact_unit_people({}, { locale })
    case 'stall_days':
      return m.impact_unit_stall_days({}, { locale })
    case 'share':
    case 'gini':
    case 'band':
      return ''
  }
}

/** What a band of sales is called: `100–250 ribu`. */
export const bandName = (value: number, locale: Locale): string =>
  translate(`presence_band_${bands[Math.round(value)] ?? 'none'}`, undefined, locale)

/** A value of an indicator as people read it; `–` where there is none. */
export function valueWords(key: IndicatorKey, value: number | null, locale: Locale): string {
  if (value === null) return m.ui_no_value({}, { locale })
  const { unit, digits } = indicators[key]
  if (unit === 'band') return bandName(value, locale)
  return unit === 'share' ? formatShare(value, locale, digits) : formatNumber(value, locale, digits)
}

/** `+2,1 dibanding Oktober 2026`; shares change by points. */
export function changeWords(figure: Figure, before: string, locale: Locale): string | undefined {
  // Bands are steps, not amounts: what lies between two of them is no number.
  if (figure.change === null || figure.indicator === 'sales') return undefined
  const { unit, digits } = indicators[figure.indicator]
  const size = unit === 'share' ? Math.abs(figure.change) * 100 : Math.abs(figure.change)
  const sign = figure.change < 0 ? '−' : '+'
  const shown = formatNumber(size, locale, digits)
  if (shown === formatNumber(0, locale, digits)) return m.impact_change_none({ before }, { locale })
  const amount = `${sign}${shown}`
  return unit === 'share'
    ? m.impact_change_points({ amount, before }, { locale })
    : m.impact_change({ amount, before }, { locale })
}

const hours = (value: number | null, locale: Locale) => formatNumber(value ?? 0, locale, 1)

/** Said only of five or more. */
const fewKeys: ReadonlySet<IndicatorKey> = new Set(['concentration', 'turns', 'sales'])

/** One sentence of what a value means, in plain words. */
export function meaningWords(key: IndicatorKey, measure: Measure, locale: Locale): string {
  const options = { locale }
  const { count, numerator, denominator } = measure
  if (measure.value === null)
    return count > 0 && fewKeys.has(key) ? m.impact_too_few({}, options) : m.impact_nothing_yet({}, options)
  switch (key) {
    case 'visits':
      return m.impact_visits_meaning(
        { people: formatNumber(numerator ?? 0, locale), days: formatNumber(denominator ?? 0, locale) },
        options,
      )
    case 'utilisation':
      return m.impact_utilisation_meaning(
        { open: hours((denominator ?? 0) / 60, locale), used: hours((numerator ?? 0) / 60, locale) },
        options,
      )
    case 'waiting':
      return m.impact_waiting_meaning(
        {
          median: hours(measure.value, locale),
          p90: hours(measure.p90, locale),
          share: formatShare(measure.onTime ?? 0, locale),
        },
        options,
      )
    case 'refusals':
      return m.impact_refusals_meaning(
        { rejected: formatNumber(numerator ?? 0, locale), decided: formatNumber(denominator ?? 0, locale) },
        options,
      )
    case 'requests':
      return m.impact_requests_meaning({ count: formatNumber(count, locale) }, options)
    default:
      return placeMeaning(key, measure, locale)
  }
}

function placeMeaning(key: IndicatorKey, { count, numerator, denominator }: Measure, locale: Locale): string {
  const options = { locale }
  switch (key) {
    case 'guests':
      return m.impact_guests_meaning(
        { people: formatNumber(numerator ?? 0, locale), count: formatNumber(count, locale) },
        options,
      )
    case 'returning':
      return m.impact_returning_meaning(
        {
          returning: formatNumber(numerator ?? 0, locale),
          first: formatNumber(count - (numerator ?? 0), locale),
        },
        options,
      )
    case 'concentration':
      return m.impact_concentration_meaning(
        { share: formatShare(denominator ? (numerator ?? 0) / denominator : 0, locale) },
        options,
      )
    case 'presence':
      return m.impact_presence_meaning(
        { present: formatNumber(numerator ?? 0, locale), all: formatNumber(denominator ?? 0, locale) },
        options,
      )
    case 'turns':
      return m.impact_turns_meaning(
        { days: formatNumber(numerator ?? 0, locale), traders: formatNumber(denominator ?? 0, locale) },
        options,
      )
    default:
      return m.impact_sales_meaning({ count: formatNumber(count, locale) }, options)
  }
}

/** `November 2026`, `16 November – 22 November 2026`, `21 November 2026`, `2026`. */
export function periodWords(kind: PeriodKind, span: Span, locale: Locale): string {
  if (kind === 'year') return span.from.slice(0, 4)
  if (kind === 'month') return formatDate(span.from, locale, 'UTC', 'month')
  if (kind === 'day') return formatDate(span.from, locale, 'UTC')
  return m.impact_week(
    { from: formatDate(span.from, locale, 'UTC', 'short'), until: formatDate(span.until, locale, 'UTC') },
    { locale },
  )
}

/** A label short enough to stand under a column. */
export function shortPeriod(kind: PeriodKind, span: Span, locale: Locale): string {
  if (kind === 'year') return span.from.slice(0, 4)
  const date = formatDate(span.from, locale, 'UTC', 'short')
  if (kind !== 'month') return date
  const [, month = ''] = date.split(' ')
  return span.from.slice(5, 7) === '01' ? `${month} ${span.from.slice(2, 4)}` : month
}
