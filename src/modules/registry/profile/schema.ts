import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { NeighbourhoodNumber } from '#modules/region/schema.ts'
import { channels, Rupiah } from '../progress/schema.ts'
import { registrationStates } from '../rules.ts'
import { artForms, placeTypes, questions, RegistrationKind, sectors } from '../schema.ts'
import type { Section } from './fields.ts'
import {
  bookkeepings,
  legalForms,
  salesPeriods,
  sitings,
  sizeClasses,
  traderCategories,
  traderGoods,
  zoneColours,
} from './lists.ts'

/** What stands above every page about one business. */
export const BusinessHead = z.object({
  id: z.uuid(),
  reference: z.string(),
  kind: RegistrationKind.exclude(['organisation']),
  name: z.string(),
  state: z.enum(registrationStates.states),
  regionCode: z.string(),
  place: z.string().describe('Full name of the region.'),
  ownerName: z.string().describe('Of the main owner.'),
  own: z.boolean().describe('The business of whoever asks.'),
  mayChange: z.boolean(),
  version: z.number().int(),
})
export type BusinessHead = z.infer<typeof BusinessHead>

const line = (minimum: number, maximum: number) => z.string().trim().min(minimum).max(maximum)
const people = z.number().int().min(0).max(100_000)

/** The questions of each section; whatever is left out is not known (any more). */
export const sectionSchemas = {
  identity: z.object({
    name: questions.name,
    description: questions.description.optional(),
    sector: z.enum(sectors).optional(),
    legalForm: z.enum(legalForms).optional(),
    startedYear: questions.startedYear.optional(),
    startedMonth: z.number().int().min(1).max(12).optional(),
  }),
  work: z.object({
    paidMen: people.optional(),
    paidWomen: people.optional(),
    unpaidMen: people.optional().describe('Owner and family without wages.'),
    unpaidWomen: people.optional().describe('Owner and family without wages.'),
  }),
  money: z
    .object({
      capital: Rupiah.optional().describe('Rupiah, own and borrowed, without land and buildings.'),
      salesAmount: Rupiah.optional().describe('Rupiah sold in `salesPeriod`.'),
      salesPeriod: z.enum(salesPeriods).optional(),
      tradingDays: z.number().int().min(1).max(7).optional().describe('Days a week.'),
      figuresYear: z
        .number()
        .int()
        .min(1990, 'registry_field_year')
        .max(2100, 'registry_field_year')
        .optional(),
    })
    .refine((money) => money.salesAmount === undefined || money.salesPeriod !== undefined, {
      path: ['salesPeriod'],
      message: 'kernel_field_required',
    }),
  market: z.object({
    channels: z.array(z.enum(channels)).max(channels.length).default([]),
    qris: z
      .string()
      .max(40)
      .overwrite((text) => text.replace(/[\s.-]/g, '').toUpperCase())
      .regex(/^ID\d{13}$/, 'profile_field_qris_format')
      .optional()
      .describe('NMID of QRIS.'),
    bookkeeping: z.enum(bookkeepings).optional(),
  }),
  santri: z.object({
    santri: z.boolean().default(false),
    pesantren: line(2, 120).optional(),
  }),
  trade: z.object({
    placeType: z.enum(placeTypes),
    spot: questions.spot,
    hours: questions.hours.optional(),
    goods: z.enum(traderGoods).optional(),
    siting: z.enum(sitings).optional(),
    zoneColour: z.enum(zoneColours).optional(),
    areaM2: z.number().min(0.01).max(9999).multipleOf(0.01).optional(),
    block: line(1, 30).optional(),
    association: line(2, 120).optional(),
    traderCategory: z.enum(traderCategories).optional(),
  }),
  art: z.object({
    artForm: z.enum(artForms),
    members: questions.members,
    repertoire: line(2, 300).optional(),
    rehearsal: line(2, 100).optional(),
  }),
  place: z
    .object({
      address: questions.address.optional(),
      rt: NeighbourhoodNumber.optional(),
      rw: NeighbourhoodNumber.optional(),
      stall: line(1, 60).optional(),
      zone: line(2, 120).optional(),
      latitude: z.number().min(-11.5, 'profile_field_outside').max(6.5, 'profile_field_outside').optional(),
      longitude: z.number().min(94.5, 'profile_field_outside').max(141.5, 'profile_field_outside').optional(),
      accuracy: z.number().int().min(0).max(100_000).optional().describe('Metres, as the phone said.'),
    })
    .refine((place) => (place.latitude === undefined) === (place.longitude === undefined), {
      path: ['longitude'],
      message: 'profile_field_point',
    }),
} as const satisfies Record<Section, z.ZodType>

/** Who saves says which version they read and, in the office, why it changes. */
export const Saving = z.object({
  businessId: z.uuid(),
  version: z.number().int().min(1).describe('Version that was read; another one is refused as stale.'),
  reason: z.string().trim().min(3).max(300).optional().describe('Why; required of officers.'),
})

export const Saved = z.object({
  id: z.uuid(),
  version: z.number().int(),
  changed: z.array(z.string()).describe('Fields that are different now.'),
})

const Count = z.number().int().nullable()
const Text = z.string().nullable()

export const Owner = z.object({
  id: z.uuid(),
  name: z.string(),
  sex: z.enum(['male', 'female']).nullable(),
  phone: z.string().nullable(),
  share: z.number().describe('Per cent.'),
})
export type Owner = z.infer<typeof Owner>

export const OwnerAnswers = z.object({
  name: z.string().trim().min(1).max(100),
  sex: z.enum(['male', 'female']).optional(),
  share: z.number().min(0.01).max(99.99).multipleOf(0.01),
})

const Sizing = z.object({
  sizeClass: z.enum(sizeClasses).nullable(),
  missing: z.enum(['started', 'capital', 'sales']).nullable(),
  basis: z.enum(['capital', 'sales']).nullable(),
  amount: z.number().nullable(),
  above: z.number().nullable(),
  upTo: z.number().nullable(),
  legalBasis: Text,
  outdated: z.boolean().describe('The figures are older than last year.'),
})
export type ShownSizing = z.infer<typeof Sizing>

/** Everything the register knows of a business. */
export const BusinessProfile = z.object({
  id: z.uuid(),
  version: z.number().int(),
  name: z.string(),
  description: Text,
  sector: z.enum(sectors).nullable(),
  legalForm: z.enum(legalForms).nullable(),
  startedYear: Count,
  startedMonth: Count,
  paidMen: Count,
  paidWomen: Count,
  unpaidMen: Count,
  unpaidWomen: Count,
  workers: Count.describe('All who work there, the owner included.'),
  capital: Count,
  salesAmount: Count,
  salesPeriod: z.enum(salesPeriods).nullable(),
  tradingDays: Count,
  figuresYear: Count,
  yearlySales: Count.describe('Rupiah, computed from the sales told.'),
  sizeClass: z.enum(sizeClasses).nullable(),
  channels: z.array(z.enum(channels)),
  qris: Text,
  bookkeeping: z.enum(bookkeepings).nullable(),
  santri: z.boolean(),
  pesantren: Text,
  placeType: z.enum(placeTypes).nullable(),
  spot: Text,
  hours: Text,
  goods: z.enum(traderGoods).nullable(),
  siting: z.enum(sitings).nullable(),
  zoneColour: z.enum(zoneColours).nullable(),
  areaM2: z.number().nullable(),
  block: Text,
  association: Text,
  traderCategory: z.enum(traderCategories).nullable(),
  artForm: z.enum(artForms).nullable(),
  members: Count,
  repertoire: Text,
  rehearsal: Text,
  address: Text,
  rt: Text,
  rw: Text,
  stall: Text,
  zone: Text,
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accuracy: Count,
  locatedBy: z.enum(['typed', 'phone']).nullable(),
  nib: Text,
  kbliCode: Text,
  kbliTitle: Text,
  kbliSuccessor: Text.describe('Code of the same activity in KBLI 2025.'),
  npwp: Text.describe('Masked.'),
  phone: Text.describe('Of the main owner.'),
  owners: z.array(Owner).describe('Owners beside the main one.'),
  mainShare: z.number().describe('Per cent of the main owner.'),
  sizing: Sizing,
  formal: z.array(z.enum(['nib', 'body'])).describe('Why it is formal; empty for an informal business.'),
  ownerWork: z
    .enum(['alone', 'helped', 'employer'])
    .nullable()
    .describe('Status of the owner by Sakernas (BPS).'),
})
export type BusinessProfile = z.infer<typeof BusinessProfile>

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])

/** One change of a business, field by field. */
export const BusinessChange = z.object({
  id: z.uuid(),
  version: z.number().int(),
  section: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  onBehalfOf: Text,
  reason: Text,
  changes: z.array(z.object({ field: z.string(), before: Value, after: Value })),
})
export type BusinessChange = z.infer<typeof BusinessChange>

export const HistoryQuery = PageQuery.extend({ businessId: z.uuid() })
export const HistoryPage = pageOf(BusinessChange)
