import { error } from '@sveltejs/kit'
import { readFile } from '#kernel/file.server.ts'
import { query } from '#kernel/form.server.ts'
import { readPicture } from '#platform/files.ts'
import { isPictureWidth } from '#platform/pictures.ts'
import type { RequestHandler } from './$types'

/** A stored picture in one of its widths. Its bytes never change, so whoever may see it may keep it for a year. */
export const GET: RequestHandler = async (event) => {
  const { id, size } = event.params
  const width = Number(size)
  if (!isPictureWidth(width)) error(404)
  const file = await query(event, readFile, { fileId: id })
  const etag = `"${file.id}-${width}"`
  const headers = {
    etag,
    'content-type': file.mediaType,
    'cache-control': `${file.public ? 'public' : 'private'}, max-age=31536000, immutable`,
  }
  if (event.request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const bytes = await readPicture(file.id, width)
  if (!bytes) error(404)
  return new Response(bytes, { headers: { ...headers, 'content-length': String(bytes.length) } })
}
