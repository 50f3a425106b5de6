import { query } from '#kernel/form.server.ts'
import { copyPdf } from '#modules/registry/privacy/copy.server.ts'
import { readOwnData } from '../../../../../privacy.server.ts'
import { site } from '../../../../../process.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const copy = await query(event, readOwnData, {})
  const pdf = await copyPdf(copy, site().siteName, event.locals.locale)
  return new Response(pdf as BodyInit, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="data-saya.pdf"',
      'cache-control': 'private, no-store',
    },
  })
}
