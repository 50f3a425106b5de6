import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { text } from '#platform/database/query.ts'
import { recordBusinesses } from './bulk-businesses.commands.server.ts'
import { findOwners } from './bulk-people.commands.server.ts'
import { lockLane } from './lanes.server.ts'
import { openPart, type SealedRow } from './part.server.ts'
import { mayImport } from './policy.ts'
import { getRun, type Run, sealRow } from './queries.server.ts'

/** What became of a part. */
interface Outcome {
  added: number
  known: number
  refused: number
}

/**
 * Record the next part of a lane of a checked list. The lane is locked and its cursor moves in the same transaction: a part is
 * recorded once, whoever dies in between. One audit entry a part, with the number of rows and the hash of what they say.
 */
export const applyPart = operation({
  name: 'registry.apply_import_part',
  summary: 'Record the next part of a lane of a checked list; nothing when none is left.',
  input: z.object({ importId: z.uuid(), lane: z.int().min(0).max(7) }),
  output: z.object({ done: z.boolean() }),
  subject: (ctx, { importId }) => getRun(ctx.db, importId),
  can: (actor, run) => mayImport(actor, run),
  async run(ctx, { lane: number }, run) {
    const lane = await lockLane(ctx.db, run.id, number)
    if (run.state !== 'applying' || !lane || lane.partsDone === lane.parts) {
      ctx.audit({ nothing: true })
      return { done: true }
    }
    const part = lane.partsDone
    const { rows, sha256 } = await openPart({ runId: run.id, attempt: run.attempt, lane: number, part })
    const outcome = await recordPart(ctx, run, rows)
    const { whole } = await moveCursor(ctx, run, number, outcome)
    ctx.audit({
      subject: { type: 'import', id: run.id },
      region: run.regionCode,
      changes: { file: run.fileName, lane: number, part, ...outcome, sha256 },
    })
    ctx.touch('registrations')
    if (whole) ctx.emit('registry.refresh_imported', {}, { key: 'registry.refresh_imported' })
    return { done: part + 1 === lane.parts }
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

/** Last of all, for the other lane counts on the same row. */
async function moveCursor(
  ctx: Context,
  run: Run,
  lane: number,
  { added, known, refused }: Outcome,
): Promise<{ whole: boolean }> {
  await ctx.db.exec(
    text('update registry.import_lane set parts_done = parts_done + 1 where run_id = $1 and lane = $2', [
      run.id,
      lane,
    ]),
  )
  const moved = await ctx.db.maybe(
    text<{ whole: boolean }>(
      `update registry.import_run set parts_done = parts_done + 1, added = added + $2, known = known + $3, refused = refused + $4,
         beat_at = clock_timestamp(), state = case when parts_done + 1 = parts then 'done' else state end,
         finished_at = case when parts_done + 1 = parts then $5::timestamptz end
       where id = $1 and state = 'applying' returning state = 'done' as whole`,
      [run.id, added, known, refused, ctx.now],
    ),
  )
  // Cancelled meanwhile: tried again, there is nothing to do.
  if (!moved) throw new Fault('unavailable', 'kernel_busy')
  return moved
}
