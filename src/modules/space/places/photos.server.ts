import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { addPicture, removeFile } from '#kernel/file.server.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { touchSpace } from '../bookings/commands.server.ts'

/** Enough to see a place; more only slows the page. */
export const photoLimit = 12

export interface NewPhoto {
  picture: Uint8Array
  /** What one sees, for those who cannot. */
  alt: { id: string; en: string }
}

type OfSpace = { id: string; regionCode: string; photos: readonly unknown[] }

/** Add a photo behind the others. @throws Fault `invalid_input` when the file is no picture */
export async function addPhoto(ctx: Context, space: OfSpace, { picture, alt }: NewPhoto): Promise<string> {
  if (space.photos.length >= photoLimit)
    throw new Fault('conflict', 'space_photos_full', { params: { limit: photoLimit } })
  const id = newId()
  const about = { type: 'space', id: space.id, regionCode: space.regionCode, public: true }
  const file = await addPicture(ctx, picture, about)
  await ctx.db.exec(
    text(
      `insert into space.photo (id, space_id, file_id, alt_id, alt_en, position)
       select $1, $2, $3, $4, $5, coalesce(max(position), 0) + 1 from space.photo where space_id = $2`,
      [id, space.id, file.id, alt.id, alt.en],
    ),
  )
  changed(ctx, space, { photo: id, added: true })
  return id
}

export interface PhotoRow {
  id: string
  fileId: string
  spaceId: string
  regionCode: string
  state: string
}

/** @throws Fault `not_found` */
export async function getPhoto(ctx: Context, photoId: string): Promise<PhotoRow> {
  const row = await ctx.db.maybe(
    text<PhotoRow>(
      `select p.id, p.file_id as "fileId", p.space_id as "spaceId", s.region_code as "regionCode", s.state
       from space.photo p join space.space s on s.id = p.space_id where p.id = $1 and p.removed_at is null`,
      [photoId],
    ),
  )
  if (!row) throw new Fault('not_found', 'space_photo_not_found')
  return row
}

export async function removePhoto(ctx: Context, photo: PhotoRow): Promise<void> {
  await ctx.db.exec(text('update space.photo set removed_at = $2 where id = $1', [photo.id, ctx.now]))
  await removeFile(ctx, photo.fileId)
  changed(ctx, { id: photo.spaceId, regionCode: photo.regionCode }, { photo: photo.id, removed: true })
}

/** Show this photo before the others: it stands for the space in lists. */
export async function leadWith(ctx: Context, photo: PhotoRow): Promise<void> {
  await ctx.db.exec(
    text(
      `update space.photo set position = (select min(position) - 1 from space.photo where space_id = $2) where id = $1`,
      [photo.id, photo.spaceId],
    ),
  )
  changed(ctx, { id: photo.spaceId, regionCode: photo.regionCode }, { photo: photo.id, first: true })
}

function changed(
  ctx: Context,
  space: { id: string; regionCode: string },
  changes: Record<string, unknown>,
): void {
  touchSpace(ctx, space.id)
  ctx.audit({ subject: { type: 'space', id: space.id }, region: space.regionCode, changes })
}
