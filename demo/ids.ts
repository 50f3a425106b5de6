const kinds = {
  account: 1,
  person: 2,
  business: 3,
  registration: 4,
  booking: 7,
  visit: 8,
  closure: 9,
  organisation: 69,
  unit: 70,
  field_entry: 71,
  fault: 86,
  lease: 90,
  round: 87,
  application: 88,
} as const
export type DemoKind = keyof typeof kinds

/** Ids of the demo are the same every time, and show at a glance that they are not real. */
export const demoId = (kind: DemoKind, number: number) =>
  `0190de00-00${String(kinds[kind]).padStart(2, '0')}-7000-8000-${String(number).padStart(12, '0')}`
