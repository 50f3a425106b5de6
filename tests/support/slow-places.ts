import fc from 'fast-check'

/** Uses, stalls, sales and guests of some spaces, invented; and figures of them worked out one by one, as by hand. */
export interface Use {
  space: number
  party: number
  /** Day of the year 2026 from 0, hour of its beginning, hours long. */
  day: number
  hour: number
  hours: number
}
export interface StallSight {
  space: number
  trader: number
  day: number
  state: 'present' | 'absent' | 'closed' | 'other'
}
export interface Sold {
  trader: number
  day: number
  band: number
}
export interface GuestEntry {
  space: number
  day: number
  people: number
  sex: 'female' | 'male' | null
  age: 'child' | 'youth' | 'adult' | 'elder' | null
}
export interface PlacePast {
  uses: Use[]
  sights: StallSight[]
  sold: Sold[]
  guests: GuestEntry[]
}

const day = fc.integer({ min: 0, max: 150 })
const space = fc.integer({ min: 0, max: 1 })
const once = <One>(all: readonly One[], key: (one: One) => string): One[] => [
  ...new Map(all.map((one) => [key(one), one])).values(),
]

/** The same at every run. */
export function inventPlaces(): PlacePast {
  const use = fc.record({
    space,
    // A few parties use much.
    party: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 14 })),
    day,
    hour: fc.integer({ min: 8, max: 14 }),
    hours: fc.integer({ min: 1, max: 2 }),
  })
  const sight = fc.record({
    space,
    trader: fc.integer({ min: 0, max: 11 }),
    day,
    state: fc.constantFrom('present', 'present', 'present', 'absent', 'closed', 'other'),
  })
  const sold = fc.record({
    trader: fc.integer({ min: 0, max: 11 }),
    day,
    band: fc.integer({ min: 0, max: 6 }),
  })
  const guest = fc.record({
    space,
    day,
    people: fc.integer({ min: 1, max: 4 }),
    sex: fc.constantFrom('female', 'female', 'male', null),
    age: fc.constantFrom('child', 'youth', 'adult', 'adult', 'elder', null),
  })
  return {
    uses: once(fc.sample(use, { numRuns: 200, seed: 11 }), (one) => `${one.space} ${one.day} ${one.hour}`),
    sights: once(
      fc.sample(sight as fc.Arbitrary<StallSight>, { numRuns: 260, seed: 12 }),
      (one) => `${one.space} ${one.trader} ${one.day}`,
    ),
    sold: once(fc.sample(sold, { numRuns: 160, seed: 13 }), (one) => `${one.trader} ${one.day}`),
    guests: fc.sample(guest as fc.Arbitrary<GuestEntry>, { numRuns: 90, seed: 14 }),
  }
}

const few = 5

/** Gini as the mean difference between all pairs, over twice the mean: another way than by ranks. */
export function gini(amounts: readonly number[]): number {
  const total = amounts.reduce((sum, one) => sum + one, 0)
  let differences = 0
  for (const a of amounts) for (const b of amounts) differences += Math.abs(a - b)
  return differences / (2 * amounts.length * total)
}

/** What an indicator should say of the days from `first` to `last`, in all spaces. */
export function slowPlace(past: PlacePast, key: string, first: number, last: number) {
  const inside = <One extends { day: number }>(all: readonly One[]) =>
    all.filter((one) => one.day >= first && one.day <= last)
  const uses = inside(past.uses)
  switch (key) {
    case 'guests': {
      const entries = inside(past.guests)
      return { count: entries.length, value: entries.reduce((sum, one) => sum + one.people, 0) }
    }
    case 'returning': {
      const again = uses.filter((one) =>
        past.uses.some(
          (other) =>
            other.space === one.space &&
            other.party === one.party &&
            other.day * 24 + other.hour < one.day * 24 + one.hour,
        ),
      )
      return { count: uses.length, value: uses.length === 0 ? null : again.length / uses.length }
    }
    case 'concentration': {
      const hours = new Map<number, number>()
      for (const one of uses) hours.set(one.party, (hours.get(one.party) ?? 0) + one.hours)
      return { count: uses.length, value: hours.size < few ? null : gini([...hours.values()]) }
    }
    case 'presence': {
      const seen = inside(past.sights)
      const present = seen.filter((one) => one.state === 'present').length
      return { count: seen.length, value: seen.length === 0 ? null : present / seen.length }
    }
    case 'turns': {
      const present = inside(past.sights).filter((one) => one.state === 'present')
      // A trader has a stall in each space.
      const traders = new Set(present.map((one) => one.trader)).size
      return { count: present.length, value: traders < few ? null : present.length / traders }
    }
    default: {
      const said = inside(past.sold)
      const bands = said.map((one) => one.band).sort((a, b) => a - b)
      const traders = new Set(said.map((one) => one.trader)).size
      return { count: said.length, value: traders < few ? null : bands[Math.ceil(bands.length / 2) - 1] }
    }
  }
}
