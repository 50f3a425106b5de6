import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, type PageQuery, toPage } from '#kernel/page.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { listBusinesses } from '../../directory/queries.server.ts'
import type { DirectoryFilter } from '../../directory/schema.ts'
import type { ExportRow, ExportRun } from './schema.ts'

const shown = `id, format, locale, state, rows_written as rows, created_at as "createdAt", emptied_at is not null as emptied`

/** An export as the program works on it. */
export interface Export extends ExportRun {
  createdBy: string | null
  regionCode: string
  filter: DirectoryFilter
  attempt: number
  /** Of the stored file; null for a small list, which is read when it is taken. */
  bytes: number | null
}

/** Row-level security answers everybody but who asked for it with none. @throws Fault `not_found` */
export async function getExport(db: Database, id: string): Promise<Export> {
  const found = await db.maybe(
    text<Export>(
      `select ${shown}, created_by as "createdBy", office as "regionCode", filter, attempt, bytes
       from registry.export_run where id = $1`,
      [id],
    ),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return found
}

export async function listExportRuns(ctx: Context, { after, limit }: PageQuery): Promise<Page<ExportRun>> {
  const cursor = decodeCursor(after, 2)
  const rows = await ctx.db.many(
    text<ExportRun>(
      `select ${shown} from registry.export_run
       where $1::timestamptz is null or (created_at, id) < ($1, $2::uuid) order by created_at desc, id desc limit $3`,
      [cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    ),
  )
  return toPage(rows, limit, (run) => [run.createdAt, run.id])
}

/** Rows read at a time. */
export const step = 1000

/** A part of the list as the office's pages find it, with everything that is taken away. */
export async function exportRows(
  ctx: Context,
  filter: DirectoryFilter,
  after: string | undefined,
): Promise<Page<ExportRow>> {
  const found = await listBusinesses(ctx, { ...filter, after, limit: step, sort: 'newest' })
  const more = await ctx.db.many(
    text<Omit<ExportRow, 'place' | 'ownerName'>>(
      `select b.id, b.description, b.started_year as "startedYear", b.workers, b.nib, b.address, b.rt, b.rw, p.phone, p.nik_mask as nik
       from registry.business b left join registry.person p on p.id = b.owner_id where b.id = any ($1::uuid[])`,
      [found.items.map(({ id }) => id)],
    ),
  )
  const byId = new Map(more.map((row) => [row.id, row]))
  return {
    next: found.next,
    items: found.items.flatMap((item) => {
      const row = byId.get(item.id)
      return row ? [{ ...row, ...item }] : []
    }),
  }
}
