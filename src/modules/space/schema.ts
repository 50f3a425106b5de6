import { z } from 'zod'
import { Phone } from '#modules/identity/schema.ts'
import { RegionCode, zones } from '#modules/region/schema.ts'
import { approvals, facilityCodes, spaceKinds, spaceStates, whoMayBook } from './words.ts'

/** An instant as programs write it, with `Z` or an offset; kept in UTC to the second. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine((value) => /^2[01]\d\d/.test(value), 'kernel_field_datetime')
  .transform((value) => new Date(value).toISOString().replace(/\.\d{3}Z$/, 'Z'))
  .describe('Instant: `2026-11-28T01:00:00Z` or `2026-11-28T08:00:00+07:00`.')

/** A space by its id, or by the last part of its address. */
export const SpaceKey = z
  .string()
  .trim()
  .regex(/^[a-z0-9-]{3,60}$/, 'space_field_key')
  .describe('Id or slug of a space.')

export const Version = z
  .number()
  .int()
  .min(1)
  .describe('The version you saw; another one in between is refused.')

/** One interval of a weekday, as minutes after midnight. */
export const Opening = z
  .object({
    weekday: z.number().int().min(1).max(7).describe('1 is Monday.'),
    from: z.number().int().min(0).max(1439).describe('Minutes after midnight.'),
    to: z.number().int().min(1).max(1440),
  })
  .refine((hours) => hours.from < hours.to, { path: ['to'], message: 'space_field_hours' })
export type Opening = z.infer<typeof Opening>

export const Facility = z.object({
  code: z.enum(facilityCodes),
  detail: z.string().trim().max(80).default(''),
})
export type Facility = z.infer<typeof Facility>

export const Photo = z.object({
  id: z.uuid(),
  fileId: z.uuid().describe('Served at `/berkas/{fileId}/{480|960|1600}`.'),
  width: z.number().int(),
  height: z.number().int(),
  alt: z.object({ id: z.string(), en: z.string() }),
})
export type Photo = z.infer<typeof Photo>

const Lines = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .default('')
const Minutes = z.number().int()

/** What staff set for a space. Lengths are minutes. */
export const SpaceInput = z
  .object({
    name: z.string().trim().min(3).max(120),
    kind: z.enum(spaceKinds).default('hall'),
    regionCode: RegionCode,
    address: z.string().trim().min(3).max(300),
    latitude: z.number().min(-11.5).max(6.5).optional(),
    longitude: z.number().min(94).max(142).optional(),
    capacity: z.number().int().min(1).max(100_000).describe('People.'),
    descriptionId: Lines(4000),
    descriptionEn: Lines(4000),
    houseRulesId: Lines(4000).describe('One rule a line.'),
    houseRulesEn: Lines(4000),
    papersId: Lines(2000).describe('Papers to bring, one a line.'),
    papersEn: Lines(2000),
    fee: z.number().int().min(0).max(1_000_000_000).default(0).describe('Rupiah; 0 is free of charge.'),
    legalBasis: z.string().trim().max(300).default('').describe('Rule that sets or waives the fee.'),
    contactName: z.string().trim().max(120).default(''),
    contactPhone: Phone.optional(),
    approval: z.enum(approvals).default('approved'),
    who: z.enum(whoMayBook).default('anyone'),
    slotMinutes: Minutes.refine((value) => [15, 30, 60, 120].includes(value), 'kernel_field_choose').default(
      60,
    ),
    minMinutes: Minutes.min(15).max(1440).default(60),
    maxMinutes: Minutes.min(15).max(1440).default(240),
    bufferMinutes: Minutes.min(0).max(240).default(0),
    minDaysAhead: z.number().int().min(0).max(60).default(0),
    maxDaysAhead: z.number().int().min(1).max(365).default(60),
    quota: z
      .number()
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe('Open bookings a person may have here at a time.'),
    closedOnHolidays: z.boolean().default(false),
    facilities: z.array(Facility).max(facilityCodes.length).default([]),
  })
  .check((context) => {
    const { minMinutes, maxMinutes, slotMinutes, minDaysAhead, maxDaysAhead } = context.value
    const wrong = (path: string, message: string) =>
      context.issues.push({ code: 'custom', input: context.value, path: [path], message })
    if (minMinutes > maxMinutes) wrong('maxMinutes', 'space_field_max_minutes')
    if (minMinutes % slotMinutes !== 0) wrong('minMinutes', 'space_field_slots')
    if (maxMinutes % slotMinutes !== 0) wrong('maxMinutes', 'space_field_slots')
    if (minDaysAhead > maxDaysAhead) wrong('maxDaysAhead', 'space_field_days_ahead')
  })
export type SpaceInput = z.infer<typeof SpaceInput>

export const Space = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    kind: z.enum(spaceKinds),
    state: z.enum(spaceStates),
    regionCode: z.string(),
    zone: z.enum(zones),
    address: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    capacity: z.number().int(),
    description: z.object({ id: z.string(), en: z.string() }),
    houseRules: z.object({ id: z.string(), en: z.string() }),
    papers: z.object({ id: z.string(), en: z.string() }),
    fee: z.number().int().describe('Rupiah; 0 is free of charge (Gratis).'),
    legalBasis: z.string(),
    contactName: z.string(),
    contactPhone: z.string().nullable(),
    approval: z.enum(approvals),
    who: z.enum(whoMayBook),
    slotMinutes: z.number().int(),
    minMinutes: z.number().int(),
    maxMinutes: z.number().int(),
    bufferMinutes: z.number().int(),
    minDaysAhead: z.number().int(),
    maxDaysAhead: z.number().int(),
    quota: z.number().int().nullable(),
    closedOnHolidays: z.boolean(),
    reciprocity: z.boolean().describe('Free of charge if the event buys from local members.'),
    openings: z.array(z.object({ weekday: z.number().int(), from: z.number().int(), to: z.number().int() })),
    facilities: z.array(z.object({ code: z.enum(facilityCodes), detail: z.string() })),
    photos: z.array(Photo),
    version: z.number().int(),
  })
  .meta({ id: 'Space' })
export type Space = z.infer<typeof Space>
