import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { getSpace } from '../places/queries.server.ts'
import { mayKeep } from '../policy.ts'
import { type Space, SpaceKey } from '../schema.ts'
import { saveMarketDays, savePlan } from './commands.server.ts'
import { NotGeoJson, readGeoJson, writeGeoJson } from './geojson.ts'
import { readMarketDays, readPlan, savedStall } from './queries.server.ts'
import { mergeStalls } from './rules.ts'
import { GeoText, ImportPreview, MarketDays, Plan, PlanInput } from './schema.ts'

const One = z.object({ spaceId: SpaceKey })
const found = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId)
const locked = (ctx: Context, { spaceId }: { spaceId: string }) => getSpace(ctx, spaceId, true)

export const getPlan = operation({
  name: 'space.get_plan',
  summary:
    'The plan of a market: its stalls in metres, each with its state on a day, and the coming market days.',
  http: 'GET /spaces/{spaceId}/plan',
  input: One.extend({
    day: z.iso
      .date()
      .refine((day) => day >= '2020-01-01' && day <= '2049-12-31', 'market_field_day')
      .optional()
      .describe('The next market day when left out.'),
  }),
  output: Plan,
  subject: found,
  can: () => 'allowed',
  run: (ctx, { day }, space) => readPlan(ctx, space, day),
})

export const putPlan = operation({
  name: 'space.save_plan',
  summary:
    'Save the whole plan of a market. Stalls left out are retired, unless somebody holds or booked them.',
  http: 'PUT /spaces/{spaceId}/plan',
  input: PlanInput.extend({ spaceId: SpaceKey }),
  output: Plan,
  subject: locked,
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { spaceId: _, ...plan }, space) {
    await savePlan(ctx, space, plan)
    return readPlan(ctx, space)
  },
})

const originOf = ({ latitude, longitude }: Space) =>
  latitude === null || longitude === null ? null : { latitude, longitude }

async function merged(ctx: Context, space: Space, geojson: string) {
  const plan = await readPlan(ctx, space)
  const ground =
    plan.version === 0 ? undefined : { origin: originOf(space), width: plan.width, height: plan.height }
  try {
    const read = readGeoJson(geojson, ground)
    // A zone the plan does not know yet is left open rather than refused.
    const zones = new Set(plan.zones.map(({ code }) => code))
    const stalls = read.stalls.map((stall) => ({
      ...stall,
      zone: stall.zone !== null && zones.has(stall.zone) ? stall.zone : null,
    }))
    return { plan, read, ...mergeStalls(plan.stalls.map(savedStall), { ...read, stalls }) }
  } catch (thrown) {
    if (thrown instanceof NotGeoJson)
      throw new Fault('invalid_input', 'kernel_invalid_input', {
        fields: [{ path: 'geojson', key: thrown.message }],
      })
    throw thrown
  }
}

export const previewImport = operation({
  name: 'space.preview_plan_import',
  summary: 'What a GeoJSON file would add to a plan and change in it. Nothing is saved.',
  http: 'POST /spaces/{spaceId}/plan/import-preview',
  reads: true,
  input: One.extend({ geojson: GeoText }),
  output: ImportPreview,
  subject: found,
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { geojson }, space) {
    const { read, added, changed, unchanged } = await merged(ctx, space, geojson)
    return { added, changed, unchanged, problems: read.problems, width: read.width, height: read.height }
  },
})

export const importPlan = operation({
  name: 'space.import_plan',
  summary:
    'Add the stalls of a GeoJSON file to a plan; those with a known number are changed, the others stay.',
  http: 'POST /spaces/{spaceId}/plan/import',
  input: One.extend({ geojson: GeoText, version: z.number().int().min(0) }),
  output: Plan,
  subject: locked,
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { geojson, version }, space) {
    const { plan, read, stalls } = await merged(ctx, space, geojson)
    const { zones, features } = plan
    await savePlan(ctx, space, { version, zones, features, stalls, width: read.width, height: read.height })
    return readPlan(ctx, space)
  },
})

export const exportPlan = operation({
  name: 'space.export_plan',
  summary: 'The plan of a market as GeoJSON, around the coordinates of the space (0, 0 where it has none).',
  http: 'GET /spaces/{spaceId}/plan.geojson',
  input: One,
  output: z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.record(z.string(), z.unknown())),
  }),
  subject: found,
  can: () => 'allowed',
  async run(ctx, _, space) {
    const plan = await readPlan(ctx, space)
    return writeGeoJson(plan, originOf(space) ?? { latitude: 0, longitude: 0 }) as {
      type: 'FeatureCollection'
      features: Record<string, unknown>[]
    }
  },
})

export const getMarketDays = operation({
  name: 'space.get_market_days',
  summary: 'On which weeks of the month and on which dates a market is held.',
  http: 'GET /spaces/{spaceId}/market-days',
  input: One,
  output: MarketDays,
  subject: found,
  can: () => 'allowed',
  run: (ctx, _, space) => readMarketDays(ctx, space.id),
})

export const putMarketDays = operation({
  name: 'space.set_market_days',
  summary:
    'Set on which weeks of the month and on which dates a market is held. Bookings already made keep their days.',
  http: 'PUT /spaces/{spaceId}/market-days',
  input: MarketDays.extend({ spaceId: SpaceKey }),
  output: MarketDays,
  subject: locked,
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { spaceId: _, ...days }, space) {
    await saveMarketDays(ctx, space, days)
    return readMarketDays(ctx, space.id)
  },
})

export const marketOperations = [
  getPlan,
  putPlan,
  previewImport,
  importPlan,
  exportPlan,
  getMarketDays,
  putMarketDays,
]
