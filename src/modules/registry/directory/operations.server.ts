import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { isStaffReader } from '../policy.ts'
import { deactivateOne } from './deactivate.server.ts'
import { clustersIn } from './map.server.ts'
import { boxAround, isInside, tileNumber, tilesOf } from './map.ts'
import { getListed, listListed } from './public.server.ts'
import { countBusinesses, listBusinesses } from './queries.server.ts'
import {
  BulkResult,
  Clusters,
  Deactivation,
  DirectoryCounts,
  DirectoryFilter,
  DirectoryPage,
  DirectoryQuery,
  ListedDetail,
  ListedPage,
  ListedQuery,
  NewView,
  SavedView,
  TileQuery,
  ViewQuery,
} from './schema.ts'
import { getView, insertView, listViews, removeView } from './views.server.ts'

export const findBusinesses = operation({
  name: 'registry.list_businesses',
  summary: 'Businesses of your regions: by words with typing errors forgiven, and by every question.',
  http: 'GET /businesses',
  input: DirectoryQuery,
  output: DirectoryPage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, query) => listBusinesses(ctx, query),
})

export const countFound = operation({
  name: 'registry.count_businesses',
  summary: 'How many businesses match, and how many of each value of every question.',
  http: 'GET /businesses/counts',
  input: DirectoryFilter,
  output: DirectoryCounts,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, filter) => countBusinesses(ctx, filter),
})

export const readTile = operation({
  name: 'registry.get_map_tile',
  summary: 'What stands in one tile of the map, neighbours gathered into clusters.',
  http: 'GET /businesses/map/{zoom}/{x}/{y}',
  input: TileQuery,
  output: Clusters,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, { zoom, x, y, ...filter }) => clustersIn(ctx, filter, zoom, [tileNumber(x, y)]),
})

export const readMap = operation({
  name: 'registry.view_map',
  summary: 'What stands around a place, neighbours gathered into clusters.',
  http: 'GET /businesses/map',
  input: ViewQuery,
  output: Clusters,
  can: (actor) => allowIf(isStaffReader(actor)),
  async run(ctx, { zoom, latitude, longitude, ...filter }) {
    const box = boxAround(latitude, longitude, zoom)
    const { clusters, more } = await clustersIn(ctx, filter, zoom, tilesOf(box, zoom))
    return { clusters: clusters.filter((c) => isInside(box, c.latitude, c.longitude)), more }
  },
})

export const deactivateBusinesses = operation({
  name: 'registry.deactivate_businesses',
  summary: 'Record that up to 100 businesses stopped; each succeeds or fails by itself.',
  http: 'POST /businesses/deactivations',
  input: Deactivation,
  output: z.object({ results: z.array(BulkResult) }),
  can: (actor) => allowIf(isStaffReader(actor)),
  async run(ctx, { businessIds, reason }) {
    const results: z.input<typeof BulkResult>[] = []
    for (const id of new Set(businessIds)) results.push(await deactivateOne(ctx, id, reason))
    ctx.audit({
      reason,
      changes: { businesses: results.length, refused: results.filter(({ ok }) => !ok).length },
    })
    return { results }
  },
})

export const readViews = operation({
  name: 'registry.list_views',
  summary: 'Lists you kept under a name, and those that colleagues of your office share.',
  http: 'GET /business-views',
  input: z.object({}),
  output: z.object({ items: z.array(SavedView) }),
  can: (actor) => allowIf(isStaffReader(actor)),
  run: async (ctx) => ({ items: await listViews(ctx) }),
})

export const saveView = operation({
  name: 'registry.save_view',
  summary: 'Keep a filter under a name, for yourself or for your office.',
  http: 'POST /business-views',
  creates: true,
  input: NewView,
  output: SavedView,
  can: (actor) => allowIf(isSignedIn(actor) && isStaffReader(actor)),
  async run(ctx, { name, shared, ...filter }) {
    const view = await insertView(ctx, { name, shared, filter })
    ctx.audit({ subject: { type: 'saved_view', id: view.id }, changes: { name, shared } })
    return view
  },
  constraints: {
    saved_view_name: () => fieldFault('name', 'directory_view_exists'),
    saved_view_filter_size: () => new Fault('invalid_input', 'kernel_invalid_input'),
  },
})

export const forgetView = operation({
  name: 'registry.remove_view',
  summary: 'Remove one of your own views; nobody in the office sees it any more.',
  http: 'DELETE /business-views/{viewId}',
  input: z.object({ viewId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { viewId }) => getView(ctx, viewId),
  can: (_, view) => allowIf(view.mine),
  async run(ctx, { viewId }, view) {
    await removeView(ctx, viewId)
    ctx.audit({ subject: { type: 'saved_view', id: viewId }, changes: { removed: view.name } })
    return { id: viewId }
  },
})

export const searchListed = operation({
  name: 'registry.list_public_businesses',
  summary: 'The public directory: businesses whose owners agreed to be shown to everybody.',
  http: 'GET /public-businesses',
  input: ListedQuery,
  output: ListedPage,
  can: () => 'allowed',
  run: (ctx, query) => listListed(ctx, query),
})

export const readListed = operation({
  name: 'registry.get_public_business',
  summary: 'One business of the public directory, by its reference.',
  http: 'GET /public-businesses/{reference}',
  input: z.object({ reference: z.string().trim().max(30) }),
  output: ListedDetail,
  can: () => 'allowed',
  run: (ctx, { reference }) => getListed(ctx, reference),
})

export const directoryOperations = [
  findBusinesses,
  countFound,
  readTile,
  readMap,
  deactivateBusinesses,
  readViews,
  saveView,
  forgetView,
  searchListed,
  readListed,
]
