import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { deciders } from '../policy.ts'
import { headingsOf, signatureOf, suggest, suggestSheet } from './layout.server.ts'
import { type Mapping, missingIn } from './mapping.ts'
import { findMapping, getRun, type Run } from './queries.server.ts'
import { openPreview, type StoredUpload, sealPreview } from './source.server.ts'

/** The office an import is done for: where the actor decides. */
export const officeOf = (ctx: Context): string => scopeOf(ctx.actor, deciders)[0] ?? ''

/** Take a stored list as a run; its columns are read as last time, else as their headings and values suggest. */
export async function openImport(ctx: Context, stored: StoredUpload): Promise<Run> {
  const office = officeOf(ctx)
  const found = suggestSheet(stored.preview)
  const remembered = await findMapping(ctx.db, office, found.signature)
  await ctx.db.exec(
    text(
      `insert into registry.import_run (id, region_code, created_by, created_by_name, file_name, format, bytes, sha256, state,
         preview, csv_shape, sheet, header_line, header_lines, mapping, created_at, beat_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'mapping', $9, $10, $11, $12, $13, $14, $15, $15)`,
      [
        stored.id,
        office,
        ctx.actor.accountId,
        ctx.actor.name,
        stored.fileName,
        stored.format,
        stored.bytes,
        stored.sha256,
        sealPreview(stored.preview),
        stored.csvShape && JSON.stringify(stored.csvShape),
        found.sheet,
        found.line,
        found.lines,
        JSON.stringify(remembered?.mapping ?? found.mapping),
        ctx.now,
      ],
    ),
  )
  return getRun(ctx.db, stored.id)
}

/** @throws Fault `conflict` when the run is not in one of these states, or its rows were removed */
export function requireState(run: Run, ...states: Run['state'][]): void {
  if (run.emptied || !states.includes(run.state)) throw new Fault('conflict', 'sheets_wrong_state')
}

/** Read the list otherwise: another sheet, another line of headings, other columns. What was checked before is void. */
export async function changeLayout(
  ctx: Context,
  run: Run,
  change: { sheet?: number | undefined; headerLine?: number | undefined; mapping?: Mapping | undefined },
): Promise<void> {
  requireState(run, 'mapping', 'checked')
  const preview = openPreview(run.preview)
  const sheet = change.sheet ?? run.sheet
  if (preview.sheets[sheet] === undefined) throw fieldFault('sheet', 'kernel_field_choose')
  const elsewhere = sheet !== run.sheet || (change.headerLine ?? run.headerLine) !== run.headerLine
  const found = suggest(preview, sheet, change.headerLine ?? (elsewhere ? undefined : run.headerLine))
  const header = elsewhere ? found : { line: run.headerLine, lines: run.headerLines }
  const remembered = elsewhere ? await findMapping(ctx.db, run.regionCode, found.signature) : undefined
  // Columns of another place mean something else.
  const mapping = elsewhere ? (remembered?.mapping ?? found.mapping) : (change.mapping ?? run.mapping)
  checkMapping(mapping)
  await ctx.db.exec(
    text(
      `update registry.import_run set state = 'mapping', sheet = $2, header_line = $3, header_lines = $4, mapping = $5,
         rows_read = 0, rows_skipped = 0, sound = 0, duplicates = 0, faulty = 0, parts = 0, parts_done = 0
       where id = $1`,
      [run.id, sheet, header.line, header.lines, JSON.stringify(mapping)],
    ),
  )
  await ctx.db.exec(text('delete from registry.import_row where run_id = $1', [run.id]))
}

/** One field is one column. */
function checkMapping(mapping: Mapping): void {
  const taken = new Map<string, number>()
  for (const [index, column] of mapping.entries()) {
    if (column === null) continue
    if (taken.has(column)) throw fieldFault(`mapping.${index}`, 'sheets_column_twice')
    taken.set(column, index)
  }
}

/** Remember how this office reads lists with these headings, and let the check begin. */
export async function startCheck(ctx: Context, run: Run): Promise<void> {
  requireState(run, 'mapping', 'checked', 'failed')
  if (missingIn(run.mapping).length > 0) throw fieldFault('mapping', 'sheets_columns_missing')
  await ctx.db.exec(
    text(
      `insert into registry.import_mapping (region_code, signature, mapping, updated_at) values ($1, $2, $3, $4)
       on conflict on constraint import_mapping_key do update set mapping = $3, updated_at = $4`,
      [run.regionCode, signatureOf(headingsOf(run)), JSON.stringify(run.mapping), ctx.now],
    ),
  )
  await moveTo(ctx, run, 'checking')
}

/** Change the state and wake a worker. */
export async function moveTo(ctx: Context, run: Run, state: 'checking' | 'applying'): Promise<void> {
  await ctx.db.exec(
    text('update registry.import_run set state = $2, failure = null, beat_at = $3 where id = $1', [
      run.id,
      state,
      ctx.now,
    ]),
  )
  if (ctx.via !== 'cli') ctx.emit('registry.work_on_import', { runId: run.id }, { key: `import:${run.id}` })
}

export async function startApply(
  ctx: Context,
  run: Run,
  { allOrNothing, takeDuplicates }: { allOrNothing: boolean; takeDuplicates: boolean },
): Promise<void> {
  requireState(run, 'checked')
  if (allOrNothing && run.faulty > 0)
    throw new Fault('conflict', 'sheets_not_whole', { params: { count: run.faulty } })
  if (run.sound === 0 && !(takeDuplicates && run.duplicates > 0))
    throw new Fault('conflict', 'sheets_nothing')
  await ctx.db.exec(
    text('update registry.import_run set all_or_nothing = $2, take_duplicates = $3 where id = $1', [
      run.id,
      allOrNothing,
      takeDuplicates,
    ]),
  )
  await moveTo(ctx, run, 'applying')
}

/** Stop; what parts were recorded stays recorded. */
export async function cancelRun(ctx: Context, run: Run): Promise<void> {
  requireState(run, 'mapping', 'checking', 'checked', 'applying', 'failed')
  await ctx.db.exec(
    text(`update registry.import_run set state = 'cancelled', finished_at = $2 where id = $1`, [
      run.id,
      ctx.now,
    ]),
  )
}
