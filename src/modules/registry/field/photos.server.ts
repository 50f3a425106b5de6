import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { addPicture } from '#kernel/file.server.ts'
import { text } from '#platform/database/query.ts'
import { partBytes, partsOf } from './rules.ts'
import type { PhotoProgress } from './schema.ts'

/** A photo on its way, with the entry it belongs to. */
export interface KnownPhoto {
  id: string
  entryId: string
  accountId: string
  regionCode: string
  bytes: number
  sha256: Buffer
  fileId: string | null
}

/** Locked: parts of one photo are taken one after the other. @throws Fault `not_found` */
export async function getPhotoForUpdate(ctx: Context, photoId: string): Promise<KnownPhoto> {
  const found = await ctx.db.maybe(
    text<KnownPhoto>(
      `select p.id, p.entry_id as "entryId", e.account_id as "accountId", e.region_code as "regionCode", p.bytes, p.sha256,
         p.file_id as "fileId"
       from registry.field_photo p join registry.field_entry e on e.id = p.entry_id where p.id = $1 for update of p`,
      [photoId],
    ),
  )
  if (!found) throw new Fault('not_found', 'field_photo_not_found')
  return found
}

const received = async (ctx: Context, photoId: string): Promise<number[]> => {
  const parts = await ctx.db.many(
    text<{ part: number }>('select part from registry.field_photo_part where photo_id = $1 order by part', [
      photoId,
    ]),
  )
  return parts.map(({ part }) => part)
}

/** Take one part; the last one makes the photo whole. A part that is here already, or a photo that is stored, changes nothing. */
export async function takePart(
  ctx: Context,
  photo: KnownPhoto,
  part: number,
  data: string,
): Promise<PhotoProgress> {
  if (photo.fileId !== null) return { id: photo.id, received: [], stored: true }
  const bytes = Buffer.from(data, 'base64')
  const count = partsOf(photo.bytes)
  const expected = part === count - 1 ? photo.bytes - part * partBytes : partBytes
  if (part >= count || bytes.length !== expected) throw fieldFault('data', 'field_part_size')
  await ctx.db.exec(
    text(
      `insert into registry.field_photo_part (photo_id, part, data) values ($1, $2, $3)
       on conflict on constraint field_photo_part_key do nothing`,
      [photo.id, part, bytes],
    ),
  )
  const parts = await received(ctx, photo.id)
  if (parts.length < count) return { id: photo.id, received: parts, stored: false }
  return finish(ctx, photo)
}

/** All parts are here: check them against what was announced, store the picture, forget the parts. */
async function finish(ctx: Context, photo: KnownPhoto): Promise<PhotoProgress> {
  const { whole } = await ctx.db.one(
    text<{ whole: Buffer }>(
      `select string_agg(data, ''::bytea order by part) as whole from registry.field_photo_part where photo_id = $1`,
      [photo.id],
    ),
  )
  await ctx.db.exec(text('delete from registry.field_photo_part where photo_id = $1', [photo.id]))
  // Broken on the way: the device is told that nothing has arrived, and begins again.
  if (!createHash('sha256').update(whole).digest().equals(photo.sha256))
    return { id: photo.id, received: [], stored: false }
  const about = { type: 'field_entry', id: photo.entryId, regionCode: photo.regionCode, public: false }
  const file = await addPicture(ctx, whole, about)
  await ctx.db.exec(
    text('update registry.field_photo set file_id = $2, stored_at = $3 where id = $1', [
      photo.id,
      file.id,
      ctx.now,
    ]),
  )
  return { id: photo.id, received: [], stored: true }
}
