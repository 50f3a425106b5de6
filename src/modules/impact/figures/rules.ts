import { fewest, type Indicator, type IndicatorKey, indicators } from './indicators.ts'
import type { Measure } from './schema.ts'

/** Changes smaller than this part of the value before are called "the same": they are noise. */
const noise = 0.02

/** Is the change welcome? Where no direction is better, or nothing was there before, nothing is said. */
export function trendOf(
  indicator: Indicator,
  value: number | null,
  before: number | null,
): 'better' | 'worse' | 'same' {
  if (value === null || before === null || indicator.better === 'none') return 'same'
  const change = value - before
  if (Math.abs(change) <= Math.abs(before) * noise) return 'same'
  return change > 0 === (indicator.better === 'up') ? 'better' : 'worse'
}

export function targetMet(indicator: Indicator, value: number | null, target: number | null): boolean | null {
  if (value === null || target === null || indicator.better === 'none') return null
  return indicator.better === 'up' ? value >= target : value <= target
}

/** Counts of one period or part, as the database adds them up. */
export interface Tally {
  count: number
  numerator: number | null
  denominator: number | null
  /** Working minutes. */
  p50: number | null
  p90: number | null
  onTime: number | null
  /** Different groups or traders behind the records, where that is counted. */
  parties: number | null
}

export const emptyTally: Tally = {
  count: 0,
  numerator: 0,
  denominator: 0,
  p50: null,
  p90: null,
  onTime: null,
  parties: null,
}

const ratio = (numerator: number | null, denominator: number | null) =>
  numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator

/** The value an indicator makes of its counts. */
export function measureOf(key: IndicatorKey, tally: Tally): Measure {
  const hours = (minutes: number | null) => (minutes === null ? null : minutes / 60)
  const { count, numerator, denominator } = tally
  switch (key) {
    case 'waiting':
      return {
        value: hours(tally.p50),
        count,
        numerator: null,
        denominator: null,
        p90: hours(tally.p90),
        onTime: ratio(tally.onTime, count),
      }
    case 'requests':
      return { value: count, count, numerator: null, denominator: null, p90: null, onTime: null }
    case 'guests':
      return { value: numerator, count, numerator, denominator: null, p90: null, onTime: null }
    case 'concentration':
    case 'sales': {
      // Of few, a figure would tell of somebody.
      const enough = (tally.parties ?? 0) >= fewest
      return { value: enough ? tally.p50 : null, count, numerator, denominator, p90: null, onTime: null }
    }
    case 'turns': {
      const enough = (denominator ?? 0) >= fewest
      return {
        value: enough ? ratio(numerator, denominator) : null,
        count,
        numerator,
        denominator,
        p90: null,
        onTime: null,
      }
    }
    default:
      return { value: ratio(numerator, denominator), count, numerator, denominator, p90: null, onTime: null }
  }
}

/** A figure of `indicators` from this period's counts and those before. */
export function compare(key: IndicatorKey, now: Measure, before: Measure, target: number | null) {
  const indicator = indicators[key]
  const earlier = before.value === null ? null : before
  return {
    before: earlier,
    change: now.value === null || earlier?.value == null ? null : now.value - earlier.value,
    trend: trendOf(indicator, now.value, earlier?.value ?? null),
    target,
    met: targetMet(indicator, now.value, target),
  }
}
