import { z } from 'zod'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { financeSources, sizeClasses } from '../profile/lists.ts'
import { registrationStates } from '../rules.ts'
import { sectors } from '../schema.ts'

export const businessKinds = ['business', 'street_trader', 'art_group'] as const
export const listedStates = ['verified', 'submitted', 'returned', 'rejected', 'inactive', 'merged'] as const
/** Papers a list can be narrowed to: numbers of the business, and permits that hold today. */
export const papers = [
  'nib',
  'npwp',
  'standard_certificate',
  'tdu',
  'pirt',
  'halal',
  'bpom',
  'slhs',
  'sni',
  'trademark',
] as const
export const directorySectors = [...sectors, 'none'] as const
export const directorySizes = [...sizeClasses, 'none'] as const

const several = <Value extends z.ZodType>(value: Value, most: number) => z.array(value).max(most).optional()

/** What a list, its counts and its map are narrowed to. Values of one question add up, questions narrow each other. */
export const DirectoryFilter = z.object({
  search: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe(
      'Words of the name, the owner, what is sold, NIB or KBLI code, typing errors forgiven; or the reference.',
    ),
  kind: several(z.enum(businessKinds), 3),
  state: several(z.enum(listedStates), listedStates.length),
  sector: several(z.enum(directorySectors), 10).describe('`none`: no sector, as art groups have none.'),
  size: several(z.enum(directorySizes), 5).describe('Class by PP 7/2021; `none`: not known.'),
  paper: several(z.enum(papers), 10).describe('Has every one of these.'),
  finance: several(z.enum(financeSources), 12).describe('Uses every one of these now.'),
  santri: z.boolean().optional().describe('Only businesses of santri.'),
  kbli: z
    .string()
    .trim()
    .regex(/^\d{2}(\d{3})?$/, 'directory_field_kbli')
    .optional()
    .describe('KBLI group of five digits, or division of two.'),
  region: RegionCode.optional(),
})
export type DirectoryFilter = z.infer<typeof DirectoryFilter>

export const sorts = ['newest', 'name'] as const
export const DirectoryQuery = DirectoryFilter.extend({
  ...PageQuery.shape,
  sort: z.enum(sorts).default('newest'),
})
export type DirectoryQuery = z.infer<typeof DirectoryQuery>

export const DirectoryRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  kind: z.enum(businessKinds),
  name: z.string(),
  state: z.enum(registrationStates.states),
  sector: z.enum(sectors).nullable(),
  size: z.enum(sizeClasses).nullable(),
  ownerName: z.string(),
  regionCode: z.string(),
  place: z.string().describe('Full name of the region.'),
  createdAt: z.iso.datetime(),
})
export type DirectoryRow = z.infer<typeof DirectoryRow>

export const DirectoryPage = pageOf(DirectoryRow).extend({
  guessed: z.boolean().describe('Nothing is written exactly so: these look like it.'),
})

const Count = z.object({ value: z.string(), count: z.number().int() })
export const RegionCount = Count.extend({ name: z.string() })

/** How many there are, and for each question how many of each value if it alone were answered otherwise. */
export const DirectoryCounts = z.object({
  total: z.number().int(),
  more: z.boolean().describe('Counted up to a bound: there may be more of everything.'),
  kind: z.array(Count),
  state: z.array(Count),
  sector: z.array(Count),
  size: z.array(Count),
  paper: z.array(Count),
  finance: z.array(Count),
  traitsMore: z.boolean().describe('Papers and finance were counted up to a bound.'),
  region: z
    .array(RegionCount)
    .describe('The regions one level below the wanted one; none when several are wanted.'),
})
export type DirectoryCounts = z.infer<typeof DirectoryCounts>

/** Zooms of the map: a tile is a square of 360 / 2^zoom degrees, counted from 180° W and 90° N. */
export const minZoom = 3
export const maxZoom = 17
const Zoom = z.number().int().min(minZoom).max(maxZoom)

export const TileQuery = DirectoryFilter.extend({
  zoom: Zoom,
  x: z
    .number()
    .int()
    .min(0)
    .max(2 ** maxZoom - 1),
  y: z
    .number()
    .int()
    .min(0)
    .max(2 ** maxZoom - 1),
})
export const ViewQuery = DirectoryFilter.extend({
  zoom: Zoom.default(4),
  latitude: z.number().min(-80).max(80).default(-2.5).describe('Middle of the view.'),
  longitude: z.number().min(-170).max(170).default(118),
})
export type ViewQuery = z.infer<typeof ViewQuery>

/** Businesses near each other as one point; one alone has its id. */
export const Cluster = z.object({
  latitude: z.number(),
  longitude: z.number(),
  count: z.number().int(),
  id: z.uuid().nullable(),
  name: z.string().nullable(),
})
export type Cluster = z.infer<typeof Cluster>
export const Clusters = z.object({
  clusters: z.array(Cluster),
  more: z.boolean().describe('Only the first five thousand places are shown.'),
})

export const viewNames = z.string().trim().min(2).max(60)
export const SavedView = z.object({
  id: z.uuid(),
  name: z.string(),
  author: z.string(),
  mine: z.boolean(),
  office: z.string().nullable().describe('Region whose staff see it too.'),
  filter: DirectoryFilter.extend({ sort: z.enum(sorts).default('newest') }),
})
export type SavedView = z.infer<typeof SavedView>
export const NewView = DirectoryFilter.extend({
  sort: z.enum(sorts).default('newest'),
  name: viewNames.describe('What the list is called.'),
  shared: z.boolean().default(false).describe('Colleagues of the same office see it too.'),
})

/** Bulk: each succeeds or fails by itself. */
export const Deactivation = z.object({
  businessIds: z.array(z.uuid()).min(1, 'directory_bulk_none').max(100).prefault([]),
  reason: z.string().trim().min(3).max(500),
})
export const BulkResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), businessId: z.uuid(), name: z.string() }),
  z.object({
    ok: z.literal(false),
    businessId: z.uuid(),
    name: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  }),
])

/** What everybody sees of a business whose owner agreed to it. */
export const ListedBusiness = z.object({
  reference: z.string(),
  kind: z.enum(businessKinds),
  name: z.string(),
  sector: z.enum(sectors).nullable(),
  description: z.string().nullable(),
  regionCode: z.string(),
  place: z.string(),
})
export type ListedBusiness = z.infer<typeof ListedBusiness>
export const ListedQuery = PageQuery.extend({
  search: z.string().trim().max(100).optional(),
  sector: z.enum(sectors).optional(),
  region: RegionCode.optional(),
})
export const ListedPage = pageOf(ListedBusiness).extend({ guessed: z.boolean() })
export const ListedDetail = ListedBusiness.extend({
  startedYear: z.number().int().nullable(),
  whatsapp: z.string().nullable().describe('Link to a chat; only where the owner agreed to be reached so.'),
})
