import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { spaceKinds, unitKinds } from '../words.ts'

/** Days that one search looks through. */
export const longestSearch = 90

export const FreeSearch = PageQuery.extend({
  from: z.iso.date().optional().describe('First day; today by default.'),
  to: z.iso.date().optional().describe('Last day, at most 89 days after the first; a fortnight by default.'),
  minutes: z.number().int().min(15).max(1440).default(60).describe('How long.'),
  earliest: z
    .number()
    .int()
    .min(0)
    .max(1439)
    .default(0)
    .describe('Begins at or after: minutes after midnight.'),
  latest: z.number().int().min(1).max(1440).default(1440).describe('Ends at or before.'),
  weekday: z.number().int().min(1).max(7).optional().describe('Only on this day of the week; 1 is Monday.'),
  region: RegionCode.optional().describe('In or under this region.'),
  kind: z.enum(spaceKinds).optional(),
  capacity: z.number().int().min(1).max(100_000).optional().describe('Room for at least so many people.'),
})
  .refine((wish) => wish.earliest + wish.minutes <= wish.latest, {
    path: ['latest'],
    message: 'space_field_latest',
  })
  .refine(
    ({ from, to }) =>
      from === undefined ||
      to === undefined ||
      (from <= to && Date.parse(to) - Date.parse(from) < longestSearch * 86_400_000),
    { path: ['to'], message: 'space_field_search_days' },
  )
  .refine(({ from = '2000-01-01', to = '2100-01-01' }) => from >= '2000-01-01' && to <= '2100-12-31', {
    path: ['from'],
    message: 'kernel_field_date',
  })
export type FreeSearch = z.output<typeof FreeSearch>

export const FreeTime = z
  .object({
    spaceId: z.uuid(),
    slug: z.string(),
    name: z.string(),
    kind: z.enum(spaceKinds),
    unitId: z.uuid(),
    unitName: z.string(),
    unitKind: z.enum(unitKinds),
    address: z.string(),
    place: z.string().describe('Kelurahan, kecamatan, city.'),
    zone: z.string(),
    capacity: z.number().int(),
    fee: z.number().int().describe('Rupiah; 0 is free of charge (Gratis).'),
    approval: z.enum(['automatic', 'approved']),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
  })
  .meta({ id: 'FreeTime' })
export type FreeTime = z.infer<typeof FreeTime>
export const FreePage = pageOf(FreeTime)
