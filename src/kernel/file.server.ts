import { z } from 'zod'
import { text } from '#platform/database/query.ts'
import { NoPicture, pictureLimit, type StoredPicture, storePicture } from '#platform/files.ts'
import type { Context } from './context.ts'
import { Fault, fieldFault } from './fault.ts'
import { newId } from './id.ts'
import { operation } from './operation.ts'

/** A picture a form sent. */
export const Picture = z
  .instanceof(File, { error: 'kernel_field_required' })
  .refine((file) => file.size > 0, 'kernel_field_required')
  .refine((file) => file.size <= pictureLimit, 'kernel_field_picture_size')

/** Whose file it is, and who may see it. */
export interface FileAbout {
  type: string
  id: string
  regionCode: string
  public: boolean
}

/**
 * Store a picture and note what is known of it. The bytes are written before the transaction ends: if it fails they are left
 * over and never served, because nothing names them.
 */
export async function addPicture(ctx: Context, sent: Uint8Array, about: FileAbout): Promise<StoredPicture> {
  const picture = await storePicture(sent, newId()).catch((error: unknown) => {
    throw error instanceof NoPicture ? fieldFault('picture', 'kernel_field_picture') : error
  })
  await ctx.db.exec(
    text(
      `insert into kernel.file (id, about_type, about_id, region_code, public, media_type, width, height, bytes, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        picture.id,
        about.type,
        about.id,
        about.regionCode,
        about.public,
        picture.mediaType,
        picture.width,
        picture.height,
        picture.bytes,
        ctx.actor.accountId,
        ctx.now,
      ],
    ),
  )
  return picture
}

/** No longer served; the bytes stay until the store is cleaned. */
export const removeFile = (ctx: Context, fileId: string): Promise<number> =>
  ctx.db.exec(
    text('update kernel.file set removed_at = $2 where id = $1 and removed_at is null', [fileId, ctx.now]),
  )

const FileFacts = z.object({ id: z.uuid(), mediaType: z.string(), public: z.boolean() })

/** May this person see the file? Row-level security answers: public ones all, others by region or their own. */
export const readFile = operation({
  name: 'kernel.get_file',
  summary: 'What is known of a file that the caller may see.',
  input: z.object({ fileId: z.uuid() }),
  output: FileFacts,
  reads: true,
  can: () => 'allowed',
  async run(ctx, { fileId }) {
    const found = await ctx.db.maybe(
      text<z.infer<typeof FileFacts>>(
        'select id, media_type as "mediaType", public from kernel.file where id = $1 and removed_at is null',
        [fileId],
      ),
    )
    if (!found) throw new Fault('not_found', 'kernel_not_found')
    return found
  },
})
