import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { decodeCursor, encodeCursor, PageQuery } from '#kernel/page.ts'
import { applyPart } from './apply.server.ts'
import {
  cancelRun,
  changeLayout,
  openImport,
  requireState,
  startApply,
  startCheck,
} from './commands.server.ts'
import { exportOperations } from './exports/operations.server.ts'
import { layoutOf } from './layout.server.ts'
import { mayImport, mayImportAnything } from './policy.ts'
import { getRun, listKeptRows, listRuns, type Run, shownRow } from './queries.server.ts'
import {
  ApplyImport,
  ImportDetail,
  ImportId,
  ImportPage,
  ImportRowFilter,
  ImportRowPage,
  ImportRun,
  MapImport,
  StartImport,
} from './schema.ts'
import { emptyFolder, type StoredUpload, storeUpload } from './source.server.ts'

const readRun = (ctx: Context, { importId }: { importId: string }) => getRun(ctx.db, importId)
const lockRun = (ctx: Context, { importId }: { importId: string }) => getRun(ctx.db, importId, true)

function noteRun(ctx: Context, run: Run, more: Record<string, unknown> = {}) {
  ctx.audit({
    subject: { type: 'import', id: run.id },
    region: run.regionCode,
    changes: { file: run.fileName, ...more },
  })
}

async function opened(ctx: Context, stored: StoredUpload) {
  const run = await openImport(ctx, stored)
  noteRun(ctx, run, { bytes: run.bytes, sha256: stored.sha256.toString('hex') })
  return run
}

/** What a page or the command line has stored becomes a run. */
export const openStored = operation({
  name: 'registry.open_import',
  summary: 'Begin with a list that was uploaded.',
  input: z.object({ stored: z.custom<StoredUpload>((value) => typeof value === 'object' && value !== null) }),
  output: ImportRun,
  can: (actor) => allowIf(mayImportAnything(actor)),
  run: (ctx, { stored }) => opened(ctx, stored),
})

export const startImport = operation({
  name: 'registry.start_import',
  summary: 'Bring a list of businesses as CSV; its columns are recognised, nothing is recorded yet.',
  http: 'POST /imports',
  creates: true,
  input: StartImport,
  output: ImportRun,
  can: (actor) => allowIf(mayImportAnything(actor)),
  async run(ctx, { fileName, content }) {
    async function* chunks() {
      yield Buffer.from(content)
    }
    const stored = await storeUpload({ name: fileName, chunks: chunks() })
    try {
      return await opened(ctx, stored)
    } catch (error) {
      await emptyFolder(stored.id)
      throw error
    }
  },
})

export const listImports = operation({
  name: 'registry.list_imports',
  summary: 'Lists that your office imported, newest first.',
  http: 'GET /imports',
  input: PageQuery,
  output: ImportPage,
  can: (actor) => allowIf(mayImportAnything(actor)),
  run: (ctx, filter) => listRuns(ctx, filter),
})

export const readImport = operation({
  name: 'registry.get_import',
  summary: 'How far an import has come, and how its columns are read.',
  http: 'GET /imports/{importId}',
  input: ImportId,
  output: ImportDetail,
  subject: readRun,
  can: (actor, run) => mayImport(actor, run),
  run: async (_, __, run) => ({ ...run, layout: run.emptied ? null : layoutOf(run) }),
})

export const listImportRows = operation({
  name: 'registry.list_import_rows',
  summary: 'The rows of a list that somebody must look at, with the reason for each cell.',
  http: 'GET /imports/{importId}/rows',
  input: ImportRowFilter,
  output: ImportRowPage,
  subject: readRun,
  can: (actor, run) => mayImport(actor, run),
  async run(ctx, { status, after, limit }, run) {
    const line = Number(decodeCursor(after, 1)?.[0] ?? 0)
    const bounded = Number.isInteger(line) ? Math.min(Math.max(line, 0), 2_000_000_000) : 0
    const rows = await listKeptRows(ctx.db, run.id, {
      status: status && [status],
      after: bounded,
      limit: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map((row) => shownRow(row, ctx.locale)),
      next: rows.length > limit && last ? encodeCursor([last.line]) : null,
    }
  },
})

/** What every step of one import has in common: the run is locked and comes back as it then stands. */
const step = {
  output: ImportRun,
  subject: lockRun,
  can: (actor: Actor, run: Run) => mayImport(actor, run),
}

export const mapImport = operation({
  name: 'registry.map_import',
  summary: 'Say which sheet, which line of headings and which columns are read.',
  http: 'PUT /imports/{importId}/mapping',
  input: MapImport,
  ...step,
  async run(ctx, { importId, ...change }, run) {
    await changeLayout(ctx, run, change)
    noteRun(ctx, run)
    return getRun(ctx.db, importId)
  },
})

export const checkImport = operation({
  name: 'registry.check_import',
  summary: 'Try the list without recording anything: every faulty row is told with its reason.',
  http: 'POST /imports/{importId}/check',
  input: ImportId,
  ...step,
  async run(ctx, { importId }, run) {
    await startCheck(ctx, run)
    noteRun(ctx, run)
    return getRun(ctx.db, importId)
  },
})

export const applyImport = operation({
  name: 'registry.apply_import',
  summary: 'Record the checked list in the background: each sound row, or all if none is faulty.',
  http: 'POST /imports/{importId}/apply',
  input: ApplyImport,
  ...step,
  async run(ctx, { importId, mode, takeDuplicates }, run) {
    await startApply(ctx, run, { allOrNothing: mode === 'all', takeDuplicates })
    noteRun(ctx, run, { mode, takeDuplicates })
    return getRun(ctx.db, importId)
  },
})

export const cancelImport = operation({
  name: 'registry.cancel_import',
  summary: 'Stop an import; what it recorded already stays recorded.',
  http: 'POST /imports/{importId}/cancel',
  input: ImportId,
  ...step,
  async run(ctx, { importId }, run) {
    await cancelRun(ctx, run)
    noteRun(ctx, run, { added: run.added })
    return getRun(ctx.db, importId)
  },
})

/** Whoever takes the rows away, long numbers and all, is in the audit log. */
export const takeCorrections = operation({
  name: 'registry.take_import_corrections',
  summary: 'The rows to mend, as a workbook.',
  input: ImportId,
  output: z.object({ id: z.uuid(), fileName: z.string() }),
  subject: readRun,
  can: (actor, run) => mayImport(actor, run),
  async run(ctx, _, run) {
    requireState(run, 'checked', 'applying', 'done', 'cancelled', 'failed')
    noteRun(ctx, run, { faulty: run.faulty })
    return { id: run.id, fileName: run.fileName }
  },
})

export const sheetOperations = [
  startImport,
  openStored,
  listImports,
  readImport,
  listImportRows,
  mapImport,
  checkImport,
  applyImport,
  cancelImport,
  takeCorrections,
  applyPart,
  ...exportOperations,
]
