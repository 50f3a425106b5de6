import { error } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import { readEvidence } from '#modules/registry/verification/operations.server.ts'
import { readPicture } from '#platform/files.ts'
import { readPaper } from '#platform/papers.ts'
import type { RequestHandler } from './$types'

/** The bytes of a piece of evidence, for officers of its region. A PDF is only handed out to be saved. */
export const GET: RequestHandler = async (event) => {
  const { id, mediaType } = await query(event, readEvidence, { evidenceId: event.params.id })
  const isPaper = mediaType === 'application/pdf'
  const bytes = isPaper
    ? await readPaper(id)
    : await readPicture(id, event.url.searchParams.has('kecil') ? 480 : 1600)
  if (!bytes) error(404)
  return new Response(bytes, {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.length),
      // Whoever loses the role loses the sight of it: nothing is kept on the way.
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      ...(isPaper && { 'content-disposition': `attachment; filename="bukti-${id.slice(-8)}.pdf"` }),
    },
  })
}
