import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { recordBusinesses } from './bulk-businesses.commands.server.ts'
import { findOwners } from './bulk-people.commands.server.ts'
import { type SealedRow, takePart } from './part.server.ts'
import { mayImport } from './policy.ts'
import { getRun, type Run, sealRow } from './queries.server.ts'

/** What became of a part. */
interface Outcome {
  added: number
  known: number
  refused: number
}

/**
 * Record the next part of a checked list. The run's row is locked and its cursor moves in the same transaction: a part is recorded
 * once, whoever dies in between. One audit entry a part, with the number of rows and the hash of what they say.
 */
export const applyPart = operation({
  name: 'registry.apply_import_part',
  summary: 'Record the next part of a checked list; nothing when none is left.',
  input: z.object({ importId: z.uuid() }),
  output: z.object({ done: z.boolean() }),
  subject: (ctx, { importId }) => getRun(ctx.db, importId, true),
  can: (actor, run) => mayImport(actor, run),
  async run(ctx, _, run) {
    if (run.state !== 'applying') {
      ctx.audit({ nothing: true })
      return { done: true }
    }
    if (run.partsDone === run.parts) {
      ctx.audit({ nothing: true })
      await moveCursor(ctx, run, { added: 0, known: 0, refused: 0 }, run.parts)
      return { done: true }
    }
    const { rows, sha256 } = await takePart(run)
    const outcome = await recordPart(ctx, run, rows)
    await moveCursor(ctx, run, outcome, run.partsDone + 1)
    ctx.audit({
      subject: { type: 'import', id: run.id },
      region: run.regionCode,
      changes: { file: run.fileName, part: run.partsDone, ...outcome, sha256 },
    })
    ctx.touch('registrations')
    if (run.partsDone + 1 === run.parts)
      ctx.emit('registry.refresh_imported', {}, { key: 'registry.refresh_imported' })
    return { done: run.partsDone + 1 === run.parts }
  },
})

async function recordPart(ctx: Context, run: Run, all: readonly SealedRow[]): Promise<Outcome> {
  const wanted = all.filter(
    (row) => row.duplicate === undefined || (row.duplicate === 'likely' && run.takeDuplicates),
  )
  const before = await importedNow(ctx, wanted)
  const rows = wanted.filter((row) => !before.has(row.key))
  const { owners, refused } = await findOwners(ctx, rows)
  const sound = rows.filter((row) => owners.has(row.line))
  const added = await recordBusinesses(ctx, run, sound, owners)
  // Somebody records one of them at this moment: tried again, it is known.
  if (added !== sound.length) throw new Fault('unavailable', 'kernel_busy')
  if (refused.length > 0) await keepRefused(ctx, run, refused)
  return { added, known: all.length - wanted.length + before.size, refused: refused.length }
}

/** Recorded since the check: by the same list sent twice, or by a colleague. */
async function importedNow(ctx: Context, rows: readonly SealedRow[]): Promise<Set<string>> {
  const found = await ctx.db.many(
    text<{ key: Buffer }>(
      'select import_key as key from registry.business where import_key = any ($1::bytea[])',
      [rows.map((row) => Buffer.from(row.key, 'base64'))],
    ),
  )
  return new Set(found.map(({ key }) => key.toString('base64')))
}

/** A NIK that became somebody else's between check and recording. */
const keepRefused = (ctx: Context, run: Run, rows: readonly SealedRow[]) =>
  ctx.db.exec(
    text(
      `insert into registry.import_row (run_id, line, status, body)
       select $1, x.line, 'refused', x.body from unnest($2::int[], $3::bytea[]) x(line, body)
       on conflict on constraint import_row_key do update set status = 'refused', body = excluded.body`,
      [
        run.id,
        rows.map(({ line }) => line),
        rows.map(({ answers }) =>
          sealRow({
            values: [answers.name, answers.ownerName],
            faults: [{ field: 'nik', key: 'registry_nik_taken' }],
          }),
        ),
      ],
    ),
  )

const moveCursor = (ctx: Context, run: Run, { added, known, refused }: Outcome, next: number) =>
  ctx.db.exec(
    text(
      `update registry.import_run set next_block = $2, added = added + $3, known = known + $4, refused = refused + $5,
         beat_at = clock_timestamp(), state = case when $2 = blocks then 'done' else state end,
         finished_at = case when $2 = blocks then $6::timestamptz end
       where id = $1`,
      [run.id, next, added, known, refused, ctx.now],
    ),
  )
