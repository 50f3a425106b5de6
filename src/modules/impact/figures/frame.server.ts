import type { RegionScope } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { translate } from '#kernel/problem.ts'
import { findRegion } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { spaceNames } from '#modules/space/queries.server.ts'
import { figureScope } from '../policy.ts'
import { clocksOf } from './calendar.ts'
import type { Ask } from './facts.server.ts'
import { periodOf, runLengths, runOf, type Span } from './periods.ts'
import type { FigureQuery, Frame } from './schema.ts'

/** What was asked for, once the defaults are filled in and the rights applied. */
export interface Asked {
  frame: Frame
  /** The period alone. */
  now: Ask
  /** The period and those before it, oldest first. */
  run: Ask
}

/** The one region an answer is about: the one asked for, else the only one the actor has. */
const regionOf = (scope: RegionScope, wanted: string | undefined): string | null =>
  wanted ?? (scope.length === 1 ? (scope[0] ?? null) : null)

export async function frameOf(ctx: Context, query: FigureQuery): Promise<Asked> {
  const scope = figureScope(ctx.actor, query.region)
  const region = regionOf(scope, query.region)
  const zone = zoneOf(region ?? '')
  const today = localDate(ctx.now, zone)
  const span = periodOf(query.period, query.on ?? today)
  const [found, spaces] = await Promise.all([
    region ? findRegion(ctx.db, region) : undefined,
    query.spaceId ? spaceNames(ctx.db, [query.spaceId]) : undefined,
  ])
  const ask = (spans: readonly Span[]): Ask => ({
    scope,
    spaceId: query.spaceId ?? null,
    kind: query.kind ?? null,
    spans,
    until: span.until < today ? span.until : today,
    clocks: clocksOf(scope),
  })
  return {
    frame: {
      region,
      regionName: found?.fullName ?? regionName(scope, ctx),
      zone,
      spaceId: query.spaceId ?? null,
      spaceName: (query.spaceId && spaces?.get(query.spaceId)) || null,
      period: query.period,
      span,
      asOf: ctx.now,
    },
    now: ask([span]),
    run: ask(runOf(query.period, span, runLengths[query.period])),
  }
}

const regionName = (scope: RegionScope, ctx: Context) =>
  translate(scope.includes('') ? 'impact_nation' : 'impact_your_regions', undefined, ctx.locale)
