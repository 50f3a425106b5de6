import { z } from 'zod'
import { fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { findRegion } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { mayReadFigures, maySetTarget } from '../policy.ts'
import { setTarget } from '../targets/commands.server.ts'
import { targetsFor } from '../targets/queries.server.ts'
import { breakdownsOf, figureOf } from './assemble.server.ts'
import { frameOf } from './frame.server.ts'
import { indicators, topics } from './indicators.ts'
import { useHours, visitHours } from './queries.server.ts'
import { FigureDetail, FigureQuery, Figures, IndicatorName, Target, TopicName } from './schema.ts'

export const listFigures = operation({
  name: 'impact.list_figures',
  summary:
    'All figures of a region or a space in a period, each with the period before, its target and its line.',
  http: 'GET /figures',
  input: FigureQuery.extend({
    topic: TopicName.default('service').describe('How the service works, or who uses the places and stalls.'),
  }),
  output: Figures,
  can: (actor, _, { region }) => mayReadFigures(actor, region),
  async run(ctx, { topic, ...query }) {
    const { frame, run } = await frameOf(ctx, query)
    const [targets, letterhead] = await Promise.all([
      targetsFor(ctx.db, frame.region ?? '', frame.span.until),
      getSettings(ctx.db, 'letterhead'),
    ])
    const figures = await Promise.all(
      topics[topic].map((key) =>
        figureOf(ctx.db, key, run, { target: targets.get(key) ?? null, at: ctx.now }),
      ),
    )
    return { ...frame, figures, letterhead }
  },
})

export const getFigure = operation({
  name: 'impact.get_figure',
  summary: 'One figure, taken apart by space, region, kind, reason, state, or by who came.',
  http: 'GET /figures/{indicator}',
  input: FigureQuery.extend({ indicator: IndicatorName }),
  output: FigureDetail,
  can: (actor, _, { region }) => mayReadFigures(actor, region),
  async run(ctx, { indicator, ...query }) {
    const { frame, now, run } = await frameOf(ctx, query)
    const targets = await targetsFor(ctx.db, frame.region ?? '', frame.span.until)
    const [figure, breakdowns, hours, use] = await Promise.all([
      figureOf(ctx.db, indicator, run, { target: targets.get(indicator) ?? null, at: ctx.now }),
      breakdownsOf(ctx, indicator, now),
      indicator === 'visits' ? visitHours(ctx.db, now) : [],
      indicator === 'utilisation' ? useHours(ctx.db, now) : [],
    ])
    const canHaveTarget = frame.region !== null && indicators[indicator].targetMaximum !== null
    return {
      ...frame,
      figure,
      breakdowns,
      hours,
      use,
      maySetTarget: canHaveTarget && maySetTarget(ctx.actor, frame.region ?? ''),
    }
  },
})

export const changeTarget = operation({
  name: 'impact.set_target',
  summary: 'Say what a figure should reach in a region from a day on; an empty value ends the target.',
  http: 'PUT /figures/{indicator}/target',
  input: Target.extend({ validFrom: Target.shape.validFrom.optional() }),
  output: Target.extend({ id: z.uuid() }),
  can: (actor, _, { region }) => allowIf(maySetTarget(actor, region)),
  async run(ctx, { indicator, region, value, validFrom }) {
    const maximum = indicators[indicator].targetMaximum
    if (maximum === null) throw fieldFault('indicator', 'impact_no_target')
    if (value !== null && value > maximum) throw fieldFault('value', 'kernel_field_too_big', { maximum })
    if (!(await findRegion(ctx.db, region))) throw fieldFault('region', 'region_not_found')
    const target = { indicator, region, value, validFrom: validFrom ?? localDate(ctx.now, zoneOf(region)) }
    const { id } = await setTarget(ctx, target)
    ctx.audit({ subject: { type: 'target', id }, region, changes: { after: target } })
    return { id, ...target }
  },
})
