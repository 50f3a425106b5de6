import { query } from '#kernel/form.server.ts'
import { passPdf } from '#modules/space/documents/pass.server.ts'
import { readPass } from '#modules/space/visits/operations.server.ts'
import { site } from '../../../../../process.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const pass = await query(event, readPass, { code: event.params.code })
  const pdf = await passPdf(pass, site().siteName, event.locals.locale)
  return new Response(pdf as BodyInit, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="pas-${pass.reference}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
