import { z } from 'zod'

export const stallKinds = ['kios', 'los', 'pelataran'] as const
export const tenures = ['permanent', 'temporary', 'daily'] as const
export const featureKinds = ['wall', 'gate', 'toilet', 'water', 'tree', 'text'] as const
/** A sector is told by its word, its colour and its pattern: never by colour alone. */
export const patterns = ['plain', 'stripes', 'dots', 'grid', 'waves', 'cross'] as const
export const mostStalls = 600

const Metres = z.number().min(-50).max(2100).describe('Metres.')
const Point = z.tuple([Metres, Metres])

/** A rectangle turned about its middle (degrees), or a polygon; metres from the upper left corner of the plan. */
export const Shape = z.union([
  z.object({
    x: Metres,
    y: Metres,
    w: z.number().min(0.2).max(500),
    h: z.number().min(0.2).max(500),
    r: z.number().min(-180).max(180).default(0),
  }),
  z.object({ points: z.array(Point).min(3).max(40) }),
])
export type Shape = z.output<typeof Shape>

export const StallCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,11}$/, 'market_field_code')

const ZoneCode = z.string().regex(/^[a-z0-9-]{1,20}$/, 'market_field_zone')

export const PlanStall = z.object({
  unitId: z.uuid().nullable().default(null).describe('Null for a new one.'),
  code: StallCode,
  shape: Shape,
  stallKind: z.enum(stallKinds).default('pelataran'),
  tenure: z
    .enum(tenures)
    .default('daily')
    .describe('`daily` is booked by the day; the others are let for long.'),
  zone: ZoneCode.nullable().default(null),
  water: z.boolean().default(false),
  power: z.boolean().default(false),
})
export type PlanStall = z.output<typeof PlanStall>

export const Sector = z.object({
  code: ZoneCode,
  name: z.string().trim().min(1).max(40),
  hue: z.number().int().min(0).max(360),
  pattern: z.enum(patterns),
  area: z
    .array(Point)
    .min(3)
    .max(40)
    .optional()
    .describe('Its ground on the plan, when it was drawn; stalls belong to it by their own `zone`.'),
})
export type Sector = z.output<typeof Sector>

export const Feature = z.object({
  kind: z.enum(featureKinds),
  points: z.array(Point).min(1).max(60),
  label: z.string().trim().max(40).default(''),
})
export type Feature = z.output<typeof Feature>

/** A whole plan, as it is saved: all of it or nothing. */
export const PlanInput = z.object({
  version: z.number().int().min(0).describe('The version you saw; 0 for the first.'),
  width: z.number().min(2).max(2000),
  height: z.number().min(2).max(2000),
  zones: z.array(Sector).max(12).default([]),
  features: z.array(Feature).max(200).default([]),
  stalls: z.array(PlanStall).max(mostStalls),
})
export type PlanInput = z.output<typeof PlanInput>

export const stallStates = ['free', 'held', 'taken', 'leased', 'vacant', 'closed'] as const
export type StallState = (typeof stallStates)[number]

export const Stall = PlanStall.extend({
  unitId: z.uuid(),
  area: z.number().describe('Square metres.'),
  state: z
    .enum(stallStates)
    .describe('On the asked day: `leased` has a holder for long, `vacant` is let for long but has none.'),
})
export type Stall = z.output<typeof Stall>

export const Plan = z.object({
  spaceId: z.uuid(),
  version: z.number().int().describe('0: there is no plan yet.'),
  width: z.number(),
  height: z.number(),
  zones: z.array(Sector),
  features: z.array(Feature),
  stalls: z.array(Stall),
  day: z.iso.date().nullable().describe('The day the states are of; null when no market day is near.'),
  days: z
    .array(z.object({ day: z.iso.date(), note: z.string() }))
    .describe('Market days of the next two months.'),
})
export type Plan = z.output<typeof Plan>

export const MarketDays = z.object({
  weeks: z
    .array(
      z.object({
        weekday: z.number().int().min(1).max(7),
        weeks: z.array(z.number().int().min(1).max(5)).min(1).max(5),
      }),
    )
    .max(7)
    .default([])
    .describe('Weekdays that are market days only on their first, second … of the month.'),
  dates: z
    .array(
      z
        .object({
          day: z.iso.date().refine((day) => day >= '2020-01-01' && day <= '2049-12-31', 'market_field_day'),
          from: z.number().int().min(0).max(1439).describe('Minutes after midnight.'),
          to: z.number().int().min(1).max(1440),
          note: z.string().trim().max(80).default(''),
        })
        .refine(({ from, to }) => from < to, { path: ['to'], message: 'space_field_hours' }),
    )
    .max(120)
    .default([])
    .describe('Days besides the weekly ones.'),
})
export type MarketDays = z.output<typeof MarketDays>

/** The text of a GeoJSON file: Polygon features with `code` and, if wished, `kind`, `tenure`, `zone`, `water`, `power`. */
export const GeoText = z.string().min(2).max(1_000_000)

export const ImportPreview = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.number().int(),
  problems: z.array(z.object({ feature: z.number().int(), key: z.string() })),
  width: z.number(),
  height: z.number(),
})
