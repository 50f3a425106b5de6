import { z } from 'zod'

const message = 'region_field_code'

/** Any region by its Kemendagri code: `33`, `33.72`, `33.72.05`, `33.72.05.1010`. */
export const RegionCode = z
  .string()
  .trim()
  .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$/, message)
  .describe('Kemendagri region code with dots, for example `33.72.05.1010`.')
export type RegionCode = z.infer<typeof RegionCode>

/** A kelurahan or desa: what an address needs. */
export const VillageCode = z
  .string()
  .trim()
  .regex(/^\d{2}\.\d{2}\.\d{2}\.[123]\d{3}$/, 'region_field_village')
  .describe('Code of a village (kelurahan or desa), for example `33.72.05.1010`.')

/** A region or, empty, the whole nation: what a grant or a holiday may stand for. */
export const ScopeCode = z
  .union([z.literal(''), RegionCode])
  .describe('Region code; empty is the whole nation.')

/** RT or RW: up to three digits, local numbers below the village; kept as three. */
export const NeighbourhoodNumber = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, 'region_field_rt')
  .transform((digits) => digits.padStart(3, '0'))
  .describe('RT or RW, one to three digits.')

export const regionKinds = [
  'provinsi',
  'kabupaten',
  'kota',
  'kecamatan',
  'distrik',
  'kelurahan',
  'desa',
  'desa_adat',
] as const
export type RegionKind = (typeof regionKinds)[number]

export const zones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'] as const

export const Region = z.object({
  code: z.string(),
  level: z.number().int().min(1).max(4).describe('1 province, 2 regency or city, 3 district, 4 village.'),
  kind: z.enum(regionKinds),
  name: z.string().describe('`Mangkubumen`'),
  fullName: z.string().describe('`Kelurahan Mangkubumen, Kecamatan Banjarsari, Kota Surakarta, Jawa Tengah`'),
  parentCode: z.string().nullable(),
  zone: z.enum(zones),
})
export type Region = z.infer<typeof Region>

export const RegionSearch = z.object({
  q: z
    .string()
    .trim()
    .min(2, 'region_search_short')
    .max(80)
    .describe('Name, several names or a code; misspellings are forgiven.'),
  within: RegionCode.optional().describe('Only regions under this one.'),
  near: RegionCode.optional().describe('Regions under this one come first.'),
  level: z.number().int().min(1).max(4).optional().describe('Only regions of this level.'),
  limit: z.number().int().min(1).max(50).default(15),
})
export type RegionSearch = z.infer<typeof RegionSearch>

export const holidayKinds = ['national', 'cuti_bersama', 'regional'] as const

export const Holiday = z.object({
  id: z.uuid(),
  date: z.iso.date(),
  name: z.string(),
  kind: z.enum(holidayKinds),
  regionCode: z.string().describe('Where it holds; empty is the whole nation.'),
  decree: z.string().nullable(),
  certain: z.boolean().describe('False while only computed or projected.'),
  version: z.number().int(),
})
export type Holiday = z.infer<typeof Holiday>

/** A day an administrator adds. Nationwide days are national or cuti bersama; a day of one region is regional. */
export const HolidayInput = z
  .object({
    date: z.iso.date().refine((date) => date >= '2020-01-01' && date <= '2099-12-31', 'region_holiday_year'),
    name: z.string().trim().min(3).max(120),
    kind: z.enum(holidayKinds),
    regionCode: ScopeCode.default(''),
    decree: z.string().trim().max(200).optional(),
    certain: z.boolean().default(false),
  })
  .refine((day) => (day.kind === 'regional') === (day.regionCode !== ''), {
    path: ['regionCode'],
    message: 'region_holiday_scope',
  })
export type HolidayInput = z.infer<typeof HolidayInput>
