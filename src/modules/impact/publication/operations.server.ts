import { z } from 'zod'
import { narrow, scopeOf } from '#kernel/actor.ts'
import { fieldFault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { clocksOf } from '../figures/calendar.ts'
import { neighbour, periodOf } from '../figures/periods.ts'
import { reasonNames } from '../labels.server.ts'
import { mayPublish } from '../policy.ts'
import { storePublication } from './commands.server.ts'
import {
  countMonth,
  listCells,
  listPublications,
  listPublishedRegions,
  listUnpublished,
  listWholes,
} from './queries.server.ts'
import { cellsOf } from './rules.ts'
import { Month, PublicFigures, RegencyCode } from './schema.ts'

/** How many months the public's lines show, and how far back a first publication goes. */
const monthsShown = 13

/** What cached pages of the public figures carry. */
export const publicFiguresTag = 'public-figures'

export const readPublicFigures = operation({
  name: 'impact.list_public_figures',
  summary: 'Figures of a closed month as anyone may see them; small cells are hidden.',
  http: 'GET /public-figures',
  input: z.object({ region: RegencyCode.optional(), month: Month.optional() }),
  output: PublicFigures,
  can: () => 'allowed',
  async run(ctx, { region: wanted, month }) {
    const codes = await listPublishedRegions(ctx.db)
    const region = wanted ?? codes[0] ?? null
    const [names, publications] = await Promise.all([
      regionNames(ctx.db, region ? [...codes, region] : codes),
      region ? listPublications(ctx.db, region) : [],
    ])
    const shown = month ? publications.find((one) => one.month === month) : publications[0]
    const nearby = publications.filter((one) => shown && one.month <= shown.month).slice(0, monthsShown)
    const [cells, wholes] = await Promise.all([
      shown ? listCells(ctx.db, shown.id) : [],
      listWholes(
        ctx.db,
        nearby.map((one) => one.id),
      ),
    ])
    const reasons = cells.some((cell) => cell.dimension === 'reason')
      ? await reasonNames(ctx)
      : new Map<string, string>()
    return {
      region,
      regionName: (region && names.get(region)?.name) || '',
      month: shown?.month ?? month ?? null,
      publishedAt: shown?.publishedAt ?? null,
      regions: codes.map((code) => ({ code, name: names.get(code)?.name ?? code })),
      months: publications.map((one) => one.month),
      cells: cells.map((cell) =>
        cell.dimension === 'reason' ? { ...cell, name: reasons.get(cell.part) ?? cell.part } : cell,
      ),
      wholes,
    }
  },
})

export const publishFigures = operation({
  name: 'impact.publish_figures',
  summary: 'Publish a closed month of a regency or city, or publish it again after records were mended.',
  http: 'POST /public-figures',
  input: z.object({ region: RegencyCode, month: Month }),
  output: z.object({
    id: z.uuid(),
    region: RegencyCode,
    month: Month,
    hidden: z.number().int().describe('Cells hidden.'),
  }),
  can: (actor, _, { region }) => mayPublish(actor, region),
  async run(ctx, { region, month }) {
    const today = localDate(ctx.now, zoneOf(region))
    if (month >= today.slice(0, 7)) throw fieldFault('month', 'impact_month_open')
    const span = periodOf('month', `${month}-01`)
    const scope = narrow(scopeOf(ctx.actor), region)
    const cells = cellsOf(
      await countMonth(ctx.db, {
        scope,
        spaceId: null,
        kind: null,
        spans: [span],
        until: span.until,
        clocks: clocksOf(scope),
      }),
    )
    const id = await storePublication(ctx, region, month, cells)
    const hidden = cells.filter((cell) => cell.value === null).length
    ctx.audit({
      subject: { type: 'publication', id },
      region,
      changes: { month, cells: cells.length, hidden },
    })
    ctx.touch(publicFiguresTag)
    return { id, region, month, hidden }
  },
})

export const readUnpublished = operation({
  name: 'impact.list_unpublished',
  summary: 'Closed months of the last year that have records and were never published.',
  http: 'GET /public-figures/unpublished',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ region: RegencyCode, month: Month })) }),
  can: (actor) => mayPublish(actor, scopeOf(actor)[0] ?? '~'),
  async run(ctx) {
    const current = periodOf('month', localDate(ctx.now, 'Asia/Jakarta'))
    const from = neighbour('month', current, -monthsShown).from
    const items = await listUnpublished(ctx.db, { from, until: neighbour('month', current, -1).from })
    return { items: items.filter((item) => mayPublish(ctx.actor, item.region) === 'allowed') }
  },
})
