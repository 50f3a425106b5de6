import { m } from '#messages'
import { sampleWorkbook } from '#modules/registry/sheets/sample.ts'
import type { RequestHandler } from './$types'

/** An empty list with the right headings, and what may be written where. */
export const GET: RequestHandler = async () =>
  new Response(new Uint8Array(await sampleWorkbook()), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${m.sheets_sample_name()}.xlsx"`,
      'cache-control': 'private, max-age=3600',
    },
  })
