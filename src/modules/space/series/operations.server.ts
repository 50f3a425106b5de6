import { z } from 'zod'
import { isSignedIn, scopeOf } from '#kernel/actor.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { deskRoles, isBooker, mayBook, mayRead } from '../policy.ts'
import { requestSeries } from './commands.server.ts'
import { loadSeriesAsk, previewSeries } from './court.server.ts'
import { cancelRest } from './lifecycle.server.ts'
import { getSeries, toSeries } from './queries.server.ts'
import { OneSeries, Preview, Series, SeriesRequest, SeriesWish } from './schema.ts'

export const readSeriesDates = operation({
  name: 'space.preview_series',
  summary:
    'All dates of a time that comes again: which are free, and by which rule each other one is refused.',
  http: 'GET /spaces/{spaceId}/series-dates',
  input: SeriesWish,
  output: Preview,
  can: () => 'allowed',
  run: (ctx, wish) => previewSeries(ctx, wish, false),
})

export const previewSeriesFor = operation({
  name: 'space.preview_series_for',
  summary: 'The same for somebody whom staff book for: bound by hours, closures and others alone.',
  http: 'GET /spaces/{spaceId}/series-dates/desk',
  input: SeriesWish,
  output: Preview,
  can: (actor) => allowIf(scopeOf(actor, deskRoles).length > 0),
  run: (ctx, wish) => previewSeries(ctx, wish, true),
})

export const bookSeries = operation({
  name: 'space.request_series',
  summary: 'Ask for many dates at once: all that are named or none. One request, decided once.',
  http: 'POST /spaces/{spaceId}/series',
  creates: true,
  input: SeriesRequest,
  output: Series,
  subject: (ctx, request) => loadSeriesAsk(ctx, request),
  can: (actor, ask, request) => mayBook(actor, ask, request.booker !== undefined),
  async run(ctx, request, ask) {
    const seriesId = await requestSeries(ctx, ask, request)
    return toSeries(ctx, await getSeries(ctx, { seriesId }))
  },
})

export const readSeries = operation({
  name: 'space.get_series',
  summary:
    'A series of yours, of your region, or whose signed link you have: every date, and those that were left out.',
  http: 'GET /series/{seriesId}',
  input: OneSeries,
  output: Series.extend({ yours: z.boolean() }),
  subject: (ctx, wanted) => getSeries(ctx, wanted),
  can: (actor, found) => mayRead(actor, found),
  run: async (ctx, _, found) => ({ ...(await toSeries(ctx, found)), yours: isBooker(ctx.actor, found) }),
})

export const cancelSeries = operation({
  name: 'space.cancel_series',
  summary: 'Give back all dates of a series still to come, or those from one date on. Staff say why.',
  http: 'POST /series/{seriesId}/cancellation',
  input: OneSeries.extend({
    from: z.iso.date().optional().describe('Only dates from this one on.'),
    reason: z.string().trim().max(500).optional(),
  }),
  output: Series,
  subject: (ctx, wanted) => getSeries(ctx, wanted),
  can: (actor, found) => (isSignedIn(actor) || found.linked ? mayRead(actor, found) : 'hidden'),
  async run(ctx, { from, reason }, found) {
    await cancelRest(ctx, found, { from, reason })
    return toSeries(ctx, found)
  },
})

export const seriesOperations = [readSeriesDates, previewSeriesFor, bookSeries, readSeries, cancelSeries]
