/** The first indicators. Names, definitions and sentences are messages: `impact_visits_name`, `impact_visits_definition` … */
export const indicatorKeys = ['visits', 'utilisation', 'waiting', 'refusals', 'requests'] as const
export type IndicatorKey = (typeof indicatorKeys)[number]

/** What a value counts; the screen writes it after the number. */
export type Unit = 'people_per_day' | 'share' | 'working_hours' | 'requests'

/** By what the records of an indicator can be told apart. */
export type Dimension = 'space' | 'region' | 'kind' | 'reason' | 'state'

export interface Indicator {
  key: IndicatorKey
  unit: Unit
  /** Which way is welcome; `none` where more is neither good nor bad. */
  better: 'up' | 'down' | 'none'
  /** Views that hold its records. */
  sources: readonly string[]
  dimensions: readonly Dimension[]
  /** Largest target that makes sense, in the unit of the value (a share is between 0 and 1). */
  targetMaximum: number | null
  /** Digits after the decimal mark. */
  digits: number
}

export const indicators: Readonly<Record<IndicatorKey, Indicator>> = {
  visits: {
    key: 'visits',
    unit: 'people_per_day',
    better: 'up',
    sources: ['space.v_visit_fact', 'space.v_open_day'],
    dimensions: ['space', 'region'],
    targetMaximum: 100_000,
    digits: 1,
  },
  utilisation: {
    key: 'utilisation',
    unit: 'share',
    better: 'up',
    sources: ['space.v_booking_fact', 'space.v_open_day'],
    dimensions: ['space', 'region'],
    targetMaximum: 1,
    digits: 1,
  },
  waiting: {
    key: 'waiting',
    unit: 'working_hours',
    better: 'down',
    sources: ['space.v_booking_fact', 'registry.v_registration_fact'],
    dimensions: ['kind', 'space', 'region'],
    targetMaximum: 1_000,
    digits: 1,
  },
  refusals: {
    key: 'refusals',
    unit: 'share',
    better: 'down',
    sources: ['space.v_booking_fact', 'registry.v_registration_fact'],
    dimensions: ['reason', 'kind', 'region'],
    targetMaximum: 1,
    digits: 1,
  },
  requests: {
    key: 'requests',
    unit: 'requests',
    better: 'none',
    sources: ['space.v_booking_fact', 'registry.v_registration_fact'],
    dimensions: ['state', 'kind', 'region'],
    targetMaximum: null,
    digits: 0,
  },
}
