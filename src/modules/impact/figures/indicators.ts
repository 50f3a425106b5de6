/** How the service works. Names, definitions and sentences are messages: `impact_visits_name`, `impact_visits_definition` … */
const serviceKeys = ['visits', 'utilisation', 'waiting', 'refusals', 'requests'] as const
/** Who uses the places, and what happens at the stalls of a market. */
const placeKeys = ['guests', 'returning', 'concentration', 'presence', 'turns', 'sales'] as const
/** What the overview shows together. */
export const topics = { service: serviceKeys, places: placeKeys } as const
export type Topic = keyof typeof topics
export const indicatorKeys = [...serviceKeys, ...placeKeys] as const
export type IndicatorKey = (typeof indicatorKeys)[number]

/** What a value counts; the screen writes it after the number. */
export type Unit =
  | 'people_per_day'
  | 'share'
  | 'working_hours'
  | 'requests'
  | 'people'
  | 'gini'
  | 'stall_days'
  | 'band'

/** By what the records of an indicator can be told apart. */
export type Dimension = 'space' | 'region' | 'kind' | 'reason' | 'state' | 'group' | 'sex' | 'age'
/** Dimensions of people: cells under five are hidden, and none opens to its records. */
export const personal: readonly Dimension[] = ['sex', 'age']
/** Of fewer traders or groups than this nothing is said. */
export const fewest = 5

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
    sources: ['space.v_booking_fact', 'space.v_stall_day_fact', 'space.v_open_day'],
    dimensions: ['space', 'region', 'group', 'state'],
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
  guests: {
    key: 'guests',
    unit: 'people',
    better: 'up',
    sources: ['space.v_guest_fact'],
    dimensions: ['group', 'sex', 'age', 'space', 'region'],
    targetMaximum: null,
    digits: 0,
  },
  returning: {
    key: 'returning',
    unit: 'share',
    better: 'none',
    sources: ['space.v_booking_fact'],
    dimensions: ['group', 'space', 'region'],
    targetMaximum: null,
    digits: 0,
  },
  concentration: {
    key: 'concentration',
    unit: 'gini',
    better: 'down',
    sources: ['space.v_booking_fact'],
    dimensions: ['space', 'region'],
    targetMaximum: 1,
    digits: 2,
  },
  presence: {
    key: 'presence',
    unit: 'share',
    better: 'up',
    sources: ['space.v_presence_fact'],
    dimensions: ['state', 'space', 'region'],
    targetMaximum: 1,
    digits: 1,
  },
  turns: {
    key: 'turns',
    unit: 'stall_days',
    better: 'up',
    sources: ['space.v_presence_fact'],
    dimensions: ['space', 'region'],
    targetMaximum: 366,
    digits: 1,
  },
  sales: {
    key: 'sales',
    unit: 'band',
    better: 'up',
    sources: ['space.v_sales_fact'],
    dimensions: ['space', 'region'],
    targetMaximum: null,
    digits: 0,
  },
}
