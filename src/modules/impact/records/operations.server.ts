import type { Actor } from '#kernel/actor.ts'
import { operation } from '#kernel/operation.ts'
import { decodeCursor, toPage } from '#kernel/page.ts'
import { spaceNames } from '#modules/space/queries.server.ts'
import { frameOf } from '../figures/frame.server.ts'
import { type FigureRecord, FigureRecords, RecordsQuery } from '../figures/schema.ts'
import { mayOpenRecord, mayReadFigures } from '../policy.ts'
import { listRecords, type Part, type RecordRow, totalRecords } from './queries.server.ts'

/** Where a record is looked at; a visit with its booking, and one without is nothing more than its row. */
const pages: Record<RecordRow['kind'], (row: RecordRow) => string | null> = {
  booking: (row) => `/kantor/ruang/pemesanan/${row.id}`,
  registration: (row) => `/kantor/usaha/${row.id}`,
  visit: (row) => (row.bookingId === null ? null : `/kantor/ruang/pemesanan/${row.bookingId}`),
  guest: () => null,
  presence: (row) =>
    row.spaceId === null
      ? null
      : `/kantor/ruang/${row.spaceId}/keliling?hari=${row.at.slice(0, 10)}#${row.reference}`,
  // Whose sales they are, a figure does not lead to.
  sales: () => null,
}

/** An evaluator sees what the figure is made of, and nothing that leads to a person. */
function shown(actor: Actor, row: RecordRow, names: Map<string, string>): FigureRecord {
  const open = mayOpenRecord(actor, row.regionCode)
  const { spaceId, bookingId: _, ...facts } = row
  return {
    ...facts,
    reference: open ? row.reference : null,
    spaceName: (spaceId && names.get(spaceId)) || null,
    href: open ? pages[row.kind](row) : null,
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
    const names = await spaceNames(
      ctx.db,
      page.items.flatMap((row) => row.spaceId ?? []),
    )
    return {
      ...frame,
      indicator,
      ...totals,
      next: page.next,
      items: page.items.map((row) => shown(ctx.actor, row, names)),
    }
  },
})

/** Most rows of one download: what a spreadsheet on an office machine still opens at once. */
export const exportLimit = 20_000

export const exportRecords = operation({
  name: 'impact.export_records',
  summary: 'The records a figure is made of, in one piece. Each download is kept in the audit log.',
  reads: false,
  input: RecordsQuery.omit({ after: true, limit: true }),
  output: FigureRecords.omit({ next: true, total: true, amount: true }),
  can: (actor, _, { region }) => mayReadFigures(actor, region),
  async run(ctx, { indicator, part: value, by, ...query }) {
    const { frame, now } = await frameOf(ctx, query)
    const part: Part | null = by !== undefined && value !== undefined ? { by, part: value } : null
    const rows = await listRecords(ctx.db, indicator, now, { part, after: undefined, limit: exportLimit - 1 })
    const names = await spaceNames(
      ctx.db,
      rows.flatMap((row) => row.spaceId ?? []),
    )
    ctx.audit({
      subject: { type: 'figure', id: indicator },
      region: frame.region ?? undefined,
      changes: { rows: rows.length, from: frame.span.from, until: frame.span.until, ...(part && { part }) },
    })
    return { ...frame, indicator, items: rows.map((row) => shown(ctx.actor, row, names)) }
  },
})
