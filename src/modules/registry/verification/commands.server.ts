import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { NoPicture, storePicture } from '#platform/files.ts'
import { NoPaper, storePaper } from '#platform/papers.ts'
import type { LockedCase } from '../decisions/queries.server.ts'
import { listEvidence, listLines } from './queries.server.ts'
import type { SaveCheckItem, SaveChecklist } from './schema.ts'

const columnOf = (found: Pick<LockedCase, 'kind'>) =>
  found.kind === 'organisation' ? 'organisation_id' : 'business_id'

/** Record what was looked at. Only what changed is written, so that each tick keeps who made it. @returns codes of these */
export async function saveTicks(
  ctx: Context,
  found: LockedCase,
  items: SaveChecklist['items'],
): Promise<string[]> {
  const lines = new Map((await listLines(ctx.db, found, ctx.locale)).map((line) => [line.code, line]))
  const unknown = items.find(({ code }) => !lines.has(code))
  if (unknown)
    throw new Fault('invalid_input', 'verification_item_unknown', { params: { code: unknown.code } })
  const changed = items.filter(({ code, done, note }) => {
    const line = lines.get(code)
    return line && (line.done !== done || line.note !== note)
  })
  for (const { code, done, note } of changed)
    await ctx.db.exec(
      text(
        `insert into registry.check_tick (subject_id, item_code, ${columnOf(found)}, done, note, at, by_id, by_name)
         values ($1, $2, $1, $3, $4, $5, $6, $7)
         on conflict on constraint check_tick_key do update set done = $3, note = $4, at = $5, by_id = $6, by_name = $7`,
        [found.subjectId, code, done, note, ctx.now, ctx.actor.accountId, ctx.actor.name],
      ),
    )
  return changed.map(({ code }) => code)
}

/** Enough to show what was seen; more is an archive. */
export const evidenceLimit = 20

export interface NewEvidence {
  file: File
  itemCode: string | undefined
  caption: string
}

/** Keep a photo or a PDF as evidence. The bytes are written before the transaction ends: left over, nothing names them. */
export async function addEvidence(
  ctx: Context,
  found: LockedCase,
  { file, itemCode, caption }: NewEvidence,
): Promise<string> {
  if ((await listEvidence(ctx.db, found.subjectId)).length >= evidenceLimit)
    throw new Fault('conflict', 'verification_evidence_full', { params: { limit: evidenceLimit } })
  if (
    itemCode !== undefined &&
    !(await listLines(ctx.db, found, ctx.locale)).some(({ code }) => code === itemCode)
  )
    throw fieldFault('itemCode', 'kernel_field_choose')
  const id = newId()
  const stored = await store(new Uint8Array(await file.arrayBuffer()), id)
  await ctx.db.exec(
    text(
      `insert into registry.check_evidence (id, subject_id, item_code, ${columnOf(found)}, caption, media_type, bytes, at, by_id, by_name)
       values ($1, $2, $3, $2, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        found.subjectId,
        itemCode ?? null,
        caption,
        stored.mediaType,
        stored.bytes,
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
      ],
    ),
  )
  return id
}

/** A paper says by its first bytes that it is one; anything else must be a picture. */
async function store(sent: Uint8Array, id: string): Promise<{ mediaType: string; bytes: number }> {
  try {
    const isPaper = new TextDecoder('latin1').decode(sent.subarray(0, 5)) === '%PDF-'
    if (!isPaper) return await storePicture(sent, id)
    await storePaper(sent, id)
    return { mediaType: 'application/pdf', bytes: sent.length }
  } catch (error) {
    throw error instanceof NoPicture || error instanceof NoPaper
      ? fieldFault('file', 'verification_field_file')
      : error
  }
}

export const removeEvidence = (ctx: Context, id: string): Promise<number> =>
  ctx.db.exec(
    text('update registry.check_evidence set removed_at = $2 where id = $1 and removed_at is null', [
      id,
      ctx.now,
    ]),
  )

/** Add an item, or change one. What it is required of is counted from when it became so. */
export async function saveItem(ctx: Context, item: SaveCheckItem): Promise<void> {
  const known = await ctx.db.maybe(
    text<{ version: number }>('select version from registry.check_item where code = $1 for update', [
      item.code,
    ]),
  )
  if (known && item.version === undefined) throw fieldFault('code', 'verification_code_taken')
  if (item.version !== undefined && known?.version !== item.version)
    throw new Fault('stale', 'verification_stale')
  await ctx.db.exec(
    text(
      `insert into registry.check_item as i (code, position, kinds, text_id, text_en, hint_id, hint_en, required_since, active)
       values ($1, $2, $3, $4, $5, $6, $7, case when $8 then $10::timestamptz end, $9)
       on conflict on constraint check_item_key do update set position = $2, kinds = $3, text_id = $4, text_en = $5, hint_id = $6,
         hint_en = $7, required_since = case when $8 then coalesce(i.required_since, $10) end, active = $9, version = i.version + 1`,
      [
        item.code,
        item.position,
        item.kinds,
        item.textId,
        item.textEn,
        item.hintId,
        item.hintEn,
        item.required,
        item.active,
        ctx.now,
      ],
    ),
  )
}
