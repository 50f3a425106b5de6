import type { Actor } from '#kernel/actor.ts'
import { operation } from '#kernel/operation.ts'
import { decodeCursor, toPage } from '#kernel/page.ts'
import { spaceNames } from '#modules/space/queries.server.ts'
import { frameOf } from '../figures/frame.server.ts'
import { type FigureRecord, FigureRecords, RecordsQuery } from '../figures/schema.ts'
import { mayOpenRecord, mayReadFigures } from '../policy.ts'
import { listRecords, type Part, type RecordRow, totalRecords } from './queries.server.ts'

/** Where a record is looked at; a visit is part of its space's day. */
const pages: Record<RecordRow['kind'], ((row: RecordRow) => string) | null> = {
  booking: (row) => `/kantor/kotak-masuk/pesanan/${row.id}`,
  registration: (row) => `/kantor/kotak-masuk/pendaftaran/${row.id}`,
  visit: null,
}

/** An evaluator sees what the figure is made of, and nothing that leads to a person. */
function shown(actor: Actor, row: RecordRow, names: Map<string, string>): FigureRecord {
  const open = mayOpenRecord(actor, row.regionCode)
  const { spaceId, ...facts } = row
  return {
    ...facts,
    reference: open ? row.reference : null,
    spaceName: (spaceId && names.get(spaceId)) || null,
    href: (open && pages[row.kind]?.(row)) || null,
  }
}

export const readRecords = operation({
  name: 'impact.list_records',
  summary: 'The records a figure is made of, newest first; as many as the figure says.',
  http: 'GET /figures/{indicator}/records',
  input: RecordsQuery,
  output: FigureRecords,
  can: (actor, _, { region }) => mayReadFigures(actor, region),
  async run(ctx, { indicator, part: value, by, after, limit, ...query }) {
    const { frame, now } = await frameOf(ctx, query)
    const part: Part | null = by !== undefined && value !== undefined ? { by, part: value } : null
    const [rows, totals] = await Promise.all([
      listRecords(ctx.db, indicator, now, { part, after: decodeCursor(after, 2), limit }),
      totalRecords(ctx.db, indicator, now, part),
    ])
    const page = toPage(rows, limit, (row) => [row.at, row.id])
    const names = await spaceNames(ctx.db, page.items.flatMap((row) => row.spaceId ?? []))
    return { ...frame, indicator, ...totals, next: page.next, items: page.items.map((row) => shown(ctx.actor, row, names)) }
  },
})
