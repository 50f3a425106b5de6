import { z } from 'zod'
import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { DirectoryFilter } from '../../directory/schema.ts'
import { isStaffReader, readers } from '../../policy.ts'
import { type Export, exportRows, getExport, listExportRuns } from './queries.server.ts'
import { ExportPage, ExportQuery, type ExportRow, ExportRun, StartExport } from './schema.ts'

const ExportId = z.object({ exportId: z.uuid() })
const readRun = (ctx: Context, { exportId }: { exportId: string }) => getExport(ctx.db, exportId)

const note = (
  ctx: Context,
  run: Pick<Export, 'id' | 'regionCode' | 'format' | 'filter'>,
  more: object = {},
) =>
  ctx.audit({
    subject: { type: 'export', id: run.id },
    region: run.regionCode,
    changes: { format: run.format, filter: run.filter, ...more },
  })

/** A part of the list; the same search and the same rights as on the screen. */
export const readExportPage = operation({
  name: 'registry.read_export_page',
  summary: 'A part of a list that is taken away.',
  reads: true,
  input: DirectoryFilter.extend({ after: z.string().max(400).optional() }),
  output: z.object({ items: z.array(z.custom<ExportRow>()), next: z.string().nullable() }),
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, { after, ...filter }) => exportRows(ctx, filter, after),
})

export const startExport = operation({
  name: 'registry.start_export',
  summary: 'Take a list of businesses away as XLSX or CSV; a long one is prepared in the background.',
  http: 'POST /exports',
  creates: true,
  input: StartExport,
  output: ExportRun,
  can: (actor) => allowIf(isStaffReader(actor)),
  async run(ctx, { format, ...filter }) {
    const first = await exportRows(ctx, filter, undefined)
    const id = newId()
    const regionCode = filter.region ?? scopeOf(ctx.actor, readers)[0] ?? ''
    // What fits into one look is read when it is taken; the command line writes its own file.
    const state = first.next === null || ctx.via === 'cli' ? 'ready' : 'waiting'
    await ctx.db.exec(
      text(
        `insert into registry.export_run (id, office, created_by, created_by_name, format, locale, filter, state, rows_written,
           created_at, beat_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
        [
          id,
          regionCode,
          ctx.actor.accountId,
          ctx.actor.name,
          format,
          ctx.locale,
          JSON.stringify(filter),
          state,
          state === 'ready' ? first.items.length : 0,
          ctx.now,
        ],
      ),
    )
    if (state === 'waiting') ctx.emit('registry.work_on_export', { exportId: id }, { key: `export:${id}` })
    note(
      ctx,
      { id, regionCode, format, filter },
      { rows: state === 'ready' ? first.items.length : undefined },
    )
    return getExport(ctx.db, id)
  },
})

export const listExports = operation({
  name: 'registry.list_exports',
  summary: 'Lists you took away, newest first.',
  http: 'GET /exports',
  input: ExportQuery,
  output: ExportPage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, filter) => listExportRuns(ctx, filter),
})

/** Every taking is in the audit log, not only the asking. */
export const takeExport = operation({
  name: 'registry.take_export',
  summary: 'Take a prepared list.',
  input: ExportId,
  output: ExportRun.extend({ filter: DirectoryFilter, stored: z.boolean(), attempt: z.number().int() }),
  subject: readRun,
  can: (actor) => allowIf(isStaffReader(actor), 'hidden'),
  async run(ctx, _, run) {
    if (run.state !== 'ready' || run.emptied) throw new Fault('conflict', 'sheets_export_not_ready')
    note(ctx, run, { rows: run.rows })
    return { ...run, stored: run.bytes !== null }
  },
})

/** A list prepared in the background lies in the store: how much of the register it holds is noted. */
export const finishExport = operation({
  name: 'registry.finish_export',
  summary: 'Note that a list is ready to be taken.',
  input: ExportId.extend({ attempt: z.number().int(), rows: z.number().int(), bytes: z.number().int() }),
  output: z.object({ ready: z.boolean() }),
  subject: readRun,
  can: (actor) => allowIf(isStaffReader(actor), 'hidden'),
  async run(ctx, { exportId, attempt, rows, bytes }, run) {
    const ready = await ctx.db.exec(
      text(
        `update registry.export_run set state = 'ready', rows_written = $3, bytes = $4, finished_at = $5
         where id = $1 and state = 'working' and attempt = $2`,
        [exportId, attempt, rows, bytes, ctx.now],
      ),
    )
    if (ready === 0) ctx.audit({ nothing: true })
    else note(ctx, run, { rows })
    return { ready: ready > 0 }
  },
})

export const exportOperations = [readExportPage, startExport, listExports, takeExport, finishExport]
